package dev.vedette.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.HostFields;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.query.Condition;
import dev.vedette.host.query.SearchPlan;
import dev.vedette.host.source.DetectionSettings;
import dev.vedette.host.source.KnownSource;
import dev.vedette.host.source.SilenceSettings;
import dev.vedette.host.source.SourceSettings;
import dev.vedette.host.store.Coalesced;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events alike become one with a count, as QRadar counts; here every payload is kept. */
class HostCoalesceTest {
    @TempDir
    Path temp;

    private static List<String> alike(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> TestPacks.line("alice", "10.0.0.7", "203.0.113.9", n))
                .toList();
    }

    private TestHost start() throws Exception {
        TestPacks.parser("1.0.0").in(temp.resolve("packs"));
        KnownSource coalesced = new KnownSource("tcp@*", null, null, null, null, null, true);
        return TestHost.start(
                temp,
                TestHost.settings()
                        .withSources(new SourceSettings(
                                100, DetectionSettings.DEFAULT, SilenceSettings.DEFAULT, List.of(coalesced))));
    }

    private static List<Event> all(TestHost test) throws Exception {
        test.host.events().refresh();
        return test.host
                .events()
                .search(ClientScope.ALL, SearchPlan.of(new Condition.Everything(), 10_000))
                .events();
    }

    private static List<String> payloads(List<Event> events) {
        List<String> payloads = new ArrayList<>();
        for (Event event : events) {
            for (RawRecord record : Coalesced.records(event)) {
                payloads.add(new String(record.bytes(), StandardCharsets.UTF_8));
            }
        }
        return payloads;
    }

    @Test
    void a_thousand_and_five_events_alike_are_three_and_one_that_stands_for_the_others_with_every_payload()
            throws Exception {
        try (TestHost test = start()) {
            test.tcp(alike(1_005));
            test.udp(alike(10));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> test.host.ledger().totals().indexed() == 1_015);
            List<Event> events = all(test);
            assertThat(events).hasSize(3 + 1 + 10);
            Event one = events.stream().filter(Coalesced::is).findFirst().orElseThrow();
            assertThat(one.number(HostFields.COUNT, 1)).isEqualTo(1_002);
            assertThat(payloads(events)).hasSize(1_015);
            assertThat(payloads(List.of(one))).isEqualTo(alike(1_005).subList(3, 1_005));
            assertThat(test.found("\"n 777\""))
                    .as("the text of each is searched")
                    .isEqualTo(1);
            assertThat(test.host.ledger().totals().residue()).isZero();
        }
    }

    @Test
    void what_a_stop_finds_held_is_written_and_after_a_restart_all_is_there_once() throws Exception {
        try (TestHost test = start()) {
            test.tcp(alike(100));
            await().until(() -> test.host.ledger().totals().received() == 100);
        }
        try (TestHost test = start()) {
            test.settled(100);
            assertThat(payloads(all(test))).containsExactlyInAnyOrderElementsOf(alike(100));
        }
    }

    @Test
    void a_recovery_that_cuts_through_one_keeps_the_records_before_the_cut_and_only_them() throws Exception {
        try (TestHost test = start()) {
            test.tcp(alike(100));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> test.host.ledger().totals().indexed() == 100);
            Event one = all(test).stream().filter(Coalesced::is).findFirst().orElseThrow();
            List<RawRecord> parts = Coalesced.records(one);
            long first = HexFormat.fromHexDigitsToLong(one.id());
            long length = parts.getFirst().bytes().length;
            test.host.events().rollBack(HexFormat.of().toHexDigits(first + 20 * length), 0);
            List<Event> left = all(test);
            List<String> payloads = payloads(left);
            assertThat(payloads).hasSizeBetween(3 + 2, 3 + 25).isSubsetOf(alike(100));
            assertThat(payloads)
                    .contains(alike(100).get(3))
                    .doesNotContain(alike(100).get(99));
            Event cut = left.stream().filter(Coalesced::is).findFirst().orElseThrow();
            assertThat(cut.number(HostFields.COUNT, 1)).isEqualTo(payloads.size() - 3L);
        }
    }
}
