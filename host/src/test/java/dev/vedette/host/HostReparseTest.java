package dev.vedette.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.HostFields;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.cli.VedetteCommand;
import dev.vedette.host.pipeline.ReparseDiff;
import dev.vedette.host.pipeline.ReparseJobs;
import dev.vedette.host.pipeline.ReparseRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that came before their parser. */
class HostReparseTest {
    @TempDir
    Path temp;

    private static ReparseDiff.Sums done(ReparseJobs.Job job) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(job.state()).isEqualTo(ReparseJobs.State.DONE));
        return job.sums();
    }

    private static ReparseRequest all(boolean apply) {
        return new ReparseRequest(ClientScope.ALL, TestHost.plan("", 0), null, apply);
    }

    @Test
    void events_are_read_again_the_difference_is_told_first_and_their_ids_stay() throws Exception {
        try (TestHost test = TestHost.start(temp)) {
            test.http(HostRestartTest.lines(0, 1_200));
            test.settled(1_200);
            assertThat(test.found("tags:unparsed")).isEqualTo(1_200);
            List<String> ids =
                    test.events("", 10_000).stream().map(Event::id).sorted().toList();
            test.installed(TestPacks.parser("1.0.0"));
            test.installed(TestPacks.rules());

            ReparseJobs jobs = test.host.upkeep().reparse();
            ReparseDiff.Sums diff = done(jobs.submit(all(false)));
            assertThat(diff.events()).isEqualTo(1_200);
            assertThat(diff.changed()).isEqualTo(1_200);
            assertThat(diff.fieldsGained()).containsEntry("user.name", 1_200L).containsEntry("acme.n", 1_200L);
            assertThat(diff.parsers()).isEqualTo(Map.of("none -> acme.app 1.0.0", 1_200L));
            assertThat(diff.rulesGained()).isEqualTo(Map.of(TestPacks.RULE, 12L));
            assertThat(test.found("tags:unparsed")).isEqualTo(1_200);

            int code = VedetteCommand.run(
                    "reindex",
                    "--query",
                    "tags:unparsed",
                    "--apply",
                    "--data",
                    temp.resolve("data").toString());
            assertThat(code).isZero();
            assertThat(test.found("tags:unparsed")).isZero();
            assertThat(test.found("user.name:mallory")).isEqualTo(12);
            List<Event> after = test.events("", 10_000);
            assertThat(after.stream().map(Event::id).sorted().toList()).isEqualTo(ids);
            assertThat(after).allSatisfy(event -> {
                assertThat(event.get(HostFields.PARSER_ID)).isEqualTo("acme.app");
                assertThat(event.get(HostFields.PARSER_VERSION)).isEqualTo("1.0.0");
            });
            assertThat(done(jobs.submit(all(true))).changed()).isZero();
            assertThat(test.settled(1_200).indexed()).isEqualTo(1_200);

            test.host.packs().remove("com.acme.app"); // then nobody would understand them
            ReparseDiff.Sums kept = done(jobs.submit(all(true)));
            assertThat(kept.kept()).isEqualTo(1_200);
            assertThat(test.found("user.name:mallory")).isEqualTo(12);
        }
        try (TestHost again = TestHost.start(temp)) {
            assertThat(again.found("user.name:mallory")).isEqualTo(12);
            assertThat(again.found("")).isEqualTo(1_200);
        }
    }

    @Test
    void only_the_events_of_one_source_received_since_a_time_are_read_again() throws Exception {
        try (TestHost test = TestHost.start(temp)) {
            test.http(test.host.cliToken(), "?source=one", HostRestartTest.lines(0, 10));
            test.http(test.host.cliToken(), "?source=two", HostRestartTest.lines(10, 20));
            test.settled(20);
            test.installed(TestPacks.parser("1.0.0"));
            ReparseJobs jobs = test.host.upkeep().reparse();
            ReparseRequest late =
                    ReparseRequest.ofSource("default", "one", Instant.now().plusSeconds(60));
            assertThat(done(jobs.submit(late)).events()).isZero();
            ReparseRequest one =
                    ReparseRequest.ofSource("default", "one", Instant.now().minusSeconds(600));
            assertThat(done(jobs.submit(one)).changed()).isEqualTo(10);
            assertThat(test.found("user.name:*")).isEqualTo(10);
        }
    }
}
