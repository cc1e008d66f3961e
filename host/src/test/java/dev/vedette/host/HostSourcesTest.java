package dev.vedette.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vedette.host.access.ClientScope;
import dev.vedette.host.source.DetectionSettings;
import dev.vedette.host.source.KnownSource;
import dev.vedette.host.source.SilenceSettings;
import dev.vedette.host.source.SourceSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who sends what, and what it means when somebody stops. */
class HostSourcesTest {
    @TempDir
    Path temp;

    private static List<String> lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> TestPacks.line("alice", "10.0.0.7", "203.0.113.9", n))
                .toList();
    }

    @Test
    void a_source_is_listed_with_its_format_and_its_silence_and_return_are_events() throws Exception {
        TestPacks.parser("1.0.0").in(temp.resolve("packs"));
        KnownSource watched = new KnownSource("tcp@*", null, "The test", null, null, Duration.ofSeconds(1));
        HostSettings settings = TestHost.settings()
                .withSources(
                        new SourceSettings(100, DetectionSettings.DEFAULT, SilenceSettings.DEFAULT, List.of(watched)));
        try (TestHost test = TestHost.start(temp, settings)) {
            test.tcp(lines(100));
            test.settled(100);
            String list = test.get("/api/v1/sources").toString();
            assertThat(list).contains("\"name\":\"The test\"", "\"parser\":\"acme.app\"", "\"understood\":98");

            await().until(() ->
                    test.host.sources().list(ClientScope.ALL).getFirst().quiet().compareTo(Duration.ofSeconds(1)) > 0);
            test.host.sources().sweep();
            test.settled(101);
            assertThat(test.found("vedette.receiver:vedette AND \"The test is silent\""))
                    .isEqualTo(1);

            test.tcp(lines(1));
            test.settled(102);
            test.host.sources().sweep();
            test.settled(103);
            assertThat(test.found("vedette.receiver:vedette AND \"is heard again\""))
                    .isEqualTo(1);
        }
    }

    @Test
    void what_a_source_sent_before_its_pack_was_installed_is_parsed_again_when_it_is_recognised() throws Exception {
        try (TestHost test = TestHost.start(temp)) {
            test.tcp(lines(20));
            test.settled(20);
            assertThat(test.found("tags:unparsed")).isEqualTo(20);
            test.install(TestPacks.parser("1.0.0"));
            test.tcp(lines(20));
            test.settled(40);
            test.host.sources().sweep();
            await().atMost(Duration.ofSeconds(30)).until(() -> test.found("tags:unparsed") == 0);
            assertThat(test.found("vedette.parser.id:acme.app")).isEqualTo(40);
        }
    }

    @Test
    void a_source_that_configuration_binds_to_a_parser_goes_to_it_and_to_no_other() throws Exception {
        TestPacks.parser("1.0.0").in(temp.resolve("packs"));
        KnownSource bound = new KnownSource("tcp@*", null, null, "no.such.parser", null, null);
        HostSettings settings = TestHost.settings()
                .withSources(
                        new SourceSettings(100, DetectionSettings.DEFAULT, SilenceSettings.DEFAULT, List.of(bound)));
        try (TestHost test = TestHost.start(temp, settings)) {
            test.tcp(lines(10));
            test.udp(lines(10));
            test.settled(20);
            assertThat(test.found("tags:unparsed AND vedette.receiver:tcp")).isEqualTo(10);
            assertThat(test.found("tags:unparsed AND vedette.receiver:udp")).isZero();
        }
    }
}
