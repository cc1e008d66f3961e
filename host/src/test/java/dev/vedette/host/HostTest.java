package dev.vedette.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.host.pipeline.LedgerTotals;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main promise: what is received is stored once, found, and accounted for. */
class HostTest {
    @TempDir
    Path temp;

    private static List<String> lines(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(n -> TestPacks.line("alice", "10.0.0." + n % 250, "203.0.113.9", n))
                .toList();
    }

    private static void sendTenThousand(TestHost test) throws Exception {
        test.udp(lines(0, 3_000));
        test.tcp(lines(3_000, 7_000));
        test.http(lines(7_000, 10_000));
    }

    @Test
    void ten_thousand_lines_over_udp_tcp_and_http_are_ten_thousand_events_and_the_ledger_balances() throws Exception {
        TestPacks.parser("1.0.0").in(temp.resolve("packs"));
        try (TestHost test = TestHost.start(temp)) {
            sendTenThousand(test);
            LedgerTotals totals = test.settled(10_000);
            assertThat(totals.indexed()).isEqualTo(10_000);
            assertThat(test.found("")).isEqualTo(10_000);
            assertThat(test.found("acme.n:[0 TO 9999]")).isEqualTo(10_000);
            assertThat(test.found("vedette.receiver:udp")).isEqualTo(3_000);
            assertThat(test.found("vedette.receiver:tcp")).isEqualTo(4_000);
            assertThat(test.found("vedette.receiver:http")).isEqualTo(3_000);
            assertThat(test.found("acme.n:6789 AND vedette.direction:L2R")).isEqualTo(1);
            assertThat(test.get("/api/v1/ledger").toString()).contains("\"residue\":0");
        }
    }

    @Test
    void without_any_pack_nothing_is_parsed_and_everything_is_found_by_its_text() throws Exception {
        try (TestHost test = TestHost.start(temp)) {
            sendTenThousand(test);
            assertThat(test.settled(10_000).indexed()).isEqualTo(10_000);
            assertThat(test.found("tags:unparsed")).isEqualTo(10_000);
            assertThat(test.found("vedette.parser.id:*")).isZero();
            assertThat(test.found("alice")).isEqualTo(10_000);
            assertThat(test.found("\"n 4711\"")).isEqualTo(1);
        }
    }
}
