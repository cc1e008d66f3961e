package dev.vedette.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.host.cli.VedetteCommand;
import dev.vedette.host.pack.ZooPack;
import dev.vedette.host.pipeline.LedgerTotals;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plugin never gave back is kept, explained, and replayed when the plugin is mended. */
class HostDeadLetterTest {
    private static final String HANGING = "vedette.test.dead-letter";

    /** Hangs on some records while the property is set; other tests have their processor soon. */
    private static ZooPack parser(String version) {
        return ZooPack.of("com.bad", version).parser("Bad", "", """
            String text = record.text();
            if (text.contains("hang")) {
                long busy = System.nanoTime() + 700_000_000L;
                while (System.getProperty("vedette.test.dead-letter") != null) {
                    if (System.nanoTime() > busy) {
                        try { Thread.sleep(10); } catch (InterruptedException e) { continue; }
                    }
                }
            }
            draft.set(Field.of("user.name"), text.substring(4));
            return ParseResult.parsed();
            """);
    }

    @BeforeEach
    void hang() {
        System.setProperty(HANGING, "yes");
    }

    @AfterEach
    void letGo() {
        System.clearProperty(HANGING);
    }

    @TempDir
    Path temp;

    @Test
    void a_record_that_hung_in_a_parser_is_explained_and_comes_to_the_index_when_the_parser_is_mended()
            throws Exception {
        try (TestHost test = TestHost.start(temp)) {
            test.installed(parser("1.0.0"));
            test.http(List.of("bad alice", "bad hang-1", "bad bob", "bad hang-2"));
            LedgerTotals before = test.settled(4);
            assertThat(before.deadLettered()).isEqualTo(2);
            assertThat(test.found("")).isEqualTo(2);
            JsonNode list = test.get("/api/v1/dead-letters");
            assertThat(list.path("total").asInt()).isEqualTo(2);
            JsonNode letter = list.path("dead_letters").get(0);
            String extension = letter.path("extension").asText();
            assertThat(extension).isNotEmpty();
            assertThat(letter.path("explanation").asText()).contains("did not end in time");
            JsonNode one =
                    test.get("/api/v1/dead-letters/" + letter.path("position").asLong());
            assertThat(one.path("text").asText()).isEqualTo("bad hang-2");

            letGo();
            test.installed(parser("1.0.1"));
            int code = VedetteCommand.run(
                    "dead-letters",
                    "replay",
                    "--extension",
                    extension,
                    "--data",
                    temp.resolve("data").toString());
            assertThat(code).isZero();
            assertThat(test.found("user.name:hang*")).isEqualTo(2);
            LedgerTotals after = test.settled(4);
            assertThat(after.deadLettered()).isZero();
            assertThat(after.indexed()).isEqualTo(4);
            assertThat(test.get("/api/v1/dead-letters").path("total").asInt()).isZero();
        }
        try (TestHost again = TestHost.start(temp)) {
            LedgerTotals totals = again.settled(4);
            assertThat(totals.indexed()).isEqualTo(4);
            assertThat(again.found("")).isEqualTo(4);
        }
    }
}
