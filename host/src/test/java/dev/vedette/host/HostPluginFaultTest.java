package dev.vedette.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.host.pack.PackState;
import dev.vedette.host.pack.PackStatus;
import dev.vedette.host.pack.ZooPack;
import dev.vedette.host.pipeline.LedgerTotals;
import dev.vedette.host.pipeline.PipelineSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Java of packs that hangs or throws costs its record, or less; never another one, and never the host. */
class HostPluginFaultTest {
    private static final String HANGING = "vedette.test.hang";
    /** Computes as an endless loop does, then only waits, so that other tests have their processor. */
    private static final String HANG = """
        long busy = System.nanoTime() + 700_000_000L;
        while (System.getProperty("vedette.test.hang") != null) {
            if (System.nanoTime() > busy) {
                try { Thread.sleep(10); } catch (InterruptedException e) { continue; }
            }
        }
        """;

    @TempDir
    Path temp;

    @BeforeEach
    void hang() {
        System.setProperty(HANGING, "yes");
    }

    @AfterEach
    void letGo() {
        System.clearProperty(HANGING);
    }

    private static HostSettings oneWorker() {
        PipelineSettings usual = PipelineSettings.DEFAULTS;
        return TestHost.settings()
                .withPipeline(new PipelineSettings(
                        1,
                        usual.batchRecords(),
                        usual.queuedBatches(),
                        usual.maxFields(),
                        usual.maxText(),
                        usual.commitInterval()));
    }

    private static ZooPack parser(String members, String parse) {
        return ZooPack.of("com.bad", "1.0.0").parser("Bad", members, """
            String text = record.text();
            PARSE
            draft.set(Field.of("acme.text"), text);
            return ParseResult.parsed();
            """.replace("PARSE", parse));
    }

    private static List<String> linesWith(String special) {
        List<String> lines = new ArrayList<>(
                IntStream.range(0, 300).mapToObj(n -> "good " + n).toList());
        lines.set(150, special);
        return lines;
    }

    private static PackStatus status(TestHost test) {
        return test.host.packs().status().stream()
                .filter(pack -> pack.id().equals("com.bad"))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> deadLetters(TestHost test) throws Exception {
        List<String> texts = new ArrayList<>();
        for (JsonNode letter : test.get("/api/v1/dead-letters").path("dead_letters")) {
            assertThat(letter.path("reason").asText()).isEqualTo("plugin-overran-hard-limit");
            texts.add(letter.path("text").asText());
        }
        return texts;
    }

    @Test
    void a_parser_that_hangs_costs_its_record_only_and_the_third_time_it_is_quarantined() throws Exception {
        parser("", "if (text.startsWith(\"HANG\")) { " + HANG + " }").in(temp.resolve("packs"));
        try (TestHost test = TestHost.start(temp, oneWorker())) {
            test.http(linesWith("HANG 1"));
            LedgerTotals totals = test.settled(300);
            assertThat(totals.indexed()).isEqualTo(299);
            assertThat(totals.deadLetteredBy()).isEqualTo(Map.of("plugin-overran-hard-limit", 1L));
            assertThat(deadLetters(test)).containsExactly("HANG 1");
            assertThat(test.found("acme.text:good*")).isEqualTo(299);
            assertThat(status(test).state()).isEqualTo(PackState.ACTIVE);

            test.http(linesWith("HANG 2"));
            test.settled(600);
            test.http(linesWith("HANG 3"));
            assertThat(test.settled(900).deadLettered()).isEqualTo(3);
            assertThat(deadLetters(test)).containsExactlyInAnyOrder("HANG 1", "HANG 2", "HANG 3");
            assertThat(status(test).state()).isEqualTo(PackState.QUARANTINED);

            test.http(linesWith("HANG 4")); // it is not called any more
            assertThat(test.settled(1_200).deadLettered()).isEqualTo(3);
            assertThat(test.found("tags:unparsed AND HANG")).isEqualTo(1);
            letGo(); // the lost threads come back, and nothing that they had in hand appears
            await().pollDelay(Duration.ofMillis(200))
                    .untilAsserted(() -> assertThat(test.found("")).isEqualTo(1_197));
            assertThat(test.host.ledger().totals().residue()).isZero();
        }
    }

    @Test
    void whatever_a_parser_throws_its_event_is_kept_as_a_pipeline_error_and_counted() throws Exception {
        parser("int deep(int n) { return deep(n + 1) + 1; }", """
            if (text.startsWith("THROW")) throw new IllegalStateException("on purpose");
            if (text.startsWith("DEEP")) deep(0);
            if (text.startsWith("LINK")) throw new NoSuchMethodError("gone");
            """).in(temp.resolve("packs"));
        try (TestHost test = TestHost.start(temp)) {
            List<String> lines = linesWith("THROW");
            lines.addAll(List.of("DEEP", "LINK"));
            test.http(lines);
            assertThat(test.settled(302).indexed()).isEqualTo(302);
            assertThat(test.found("event.kind:pipeline_error")).isEqualTo(3);
            assertThat(test.found("event.kind:pipeline_error AND (THROW OR DEEP OR LINK)"))
                    .isEqualTo(3);
            assertThat(test.events("THROW", 1).get(0).text(dev.vedette.api.event.Field.of("error.message")))
                    .contains("com.bad 1.0.0", "IllegalStateException");
            assertThat(test.found("acme.text:good*")).isEqualTo(299);
            assertThat(status(test).counts().faults()).isEqualTo(3);
            assertThat(status(test).state()).isEqualTo(PackState.ACTIVE);
        }
    }

    @Test
    void a_rule_that_hangs_costs_its_record_only() throws Exception {
        ZooPack.of("com.bad", "1.0.0")
                .extension("JavaRule", "Slow", """
                    package zoo;
                    import dev.vedette.api.detect.*;
                    import dev.vedette.api.event.*;
                    public class Slow implements JavaRule {
                        public String id() { return "6a3f2b51-7d0e-4bb5-8a55-0d1c5d0f2a10"; }
                        public String title() { return "Hangs"; }
                        public String level() { return "high"; }
                        public void evaluate(Event event, RuleContext context) {
                            if (event.raw().text().startsWith("HANG")) { BODY }
                        }
                    }
                    """.replace("BODY", HANG))
                .in(temp.resolve("packs"));
        try (TestHost test = TestHost.start(temp, oneWorker())) {
            test.http(linesWith("HANG"));
            assertThat(test.settled(300).deadLettered()).isEqualTo(1);
            assertThat(deadLetters(test)).containsExactly("HANG");
            assertThat(test.found("good")).isEqualTo(299);
            assertThat(test.found("HANG")).isZero();
        }
    }

    private static ZooPack joining(String timeout) {
        return parser("""
            public Assembly assembly() {
                return Assembly.lines(GuardedPattern.of("^BEGIN"), 10, java.time.Duration.parse("TIMEOUT"));
            }
            """.replace("TIMEOUT", timeout), "if (text.contains(\"HANG\")) { " + HANG + " }");
    }

    private static void twoMessages(TestHost test) throws Exception {
        test.http(test.host.cliToken(), "?source=a", List.of("BEGIN HANG", "second of a"));
        test.http(test.host.cliToken(), "?source=b", List.of("BEGIN good", "second of b"));
    }

    @Test
    void a_hang_while_joined_lines_are_let_go_costs_that_message_and_not_what_is_held_beside_it() throws Exception {
        joining("PT1S").in(temp.resolve("packs"));
        try (TestHost test = TestHost.start(temp, oneWorker())) {
            twoMessages(test);
            LedgerTotals totals = test.settled(4);
            assertThat(totals.indexed()).isEqualTo(2);
            assertThat(totals.deadLettered()).isEqualTo(2);
            assertThat(deadLetters(test)).containsExactlyInAnyOrder("BEGIN HANG", "second of a");
            assertThat(test.found("")).isEqualTo(1);
            assertThat(test.found("\"second of b\"")).isEqualTo(1);
        }
    }

    @Test
    void the_same_while_the_host_stops() throws Exception {
        joining("PT1H").in(temp.resolve("packs"));
        try (TestHost test = TestHost.start(temp, oneWorker())) {
            twoMessages(test);
            await().untilAsserted(() ->
                    assertThat(test.host.ledger().totals().pending()).isEqualTo(4));
        }
        letGo();
        try (TestHost again = TestHost.start(temp, oneWorker())) {
            LedgerTotals totals = again.settled(4);
            assertThat(totals.indexed()).isEqualTo(2);
            assertThat(totals.deadLettered()).isEqualTo(2);
            assertThat(again.found("")).isEqualTo(1);
        }
    }
}
