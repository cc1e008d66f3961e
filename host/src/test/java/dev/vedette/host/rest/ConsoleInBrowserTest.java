package dev.vedette.host.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.host.testing.Browser;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("acceptance")
final class ConsoleInBrowserTest {
    private static final String ESCAPED = "&lt;script&gt;document.title='owned'&lt;/script&gt;&lt;img src=x onerror=";

    @TempDir
    Path data;

    private Browser browser;
    private ApiFixture api;

    @BeforeEach
    void start() throws IOException {
        browser = Browser.find();
        api = new ApiFixture(data);
        Samples.fill(api.host, Instant.now());
    }

    @AfterEach
    void stop() throws IOException {
        if (api != null) {
            api.close();
            browser.close();
        }
    }

    @Test
    void the_search_shows_events_their_fields_and_the_ledger() throws Exception {
        String page = open("/search?open=j-unparsed", ApiFixture.VIEWER);
        assertThat(page)
                .contains("402 events")
                .contains("%%% what nobody understood %%%")
                .contains("none: no parser claimed this record")
                .contains("source.ip")
                .contains("residue · balanced");
    }

    @Test
    void the_offenses_are_ranked_and_one_shows_every_term_and_its_evidence() throws Exception {
        String list = open("/offenses", ApiFixture.VIEWER);
        assertThat(list.indexOf("SSH brute force")).isPositive().isLessThan(list.indexOf("Web scan"));
        assertThat(open("/offenses/o-1", ApiFixture.ANALYST))
                .contains("The gravest rule is of level high.")
                .contains("/events/j-00000009")
                .contains("Close the offense");
        assertThat(open("/offenses/o-1", ApiFixture.VIEWER)).contains("needs the role analyst");
    }

    @Test
    void a_hostile_value_is_shown_as_text_and_does_nothing() throws Exception {
        for (String path : new String[] {"/search?open=j-hostile", "/events/j-hostile", "/offenses", "/offenses/o-2"}) {
            assertThat(open(path, ApiFixture.ADMIN))
                    .as(path)
                    .contains(ESCAPED)
                    .doesNotContain("<script>document")
                    .doesNotContain("<img src=\"x\"")
                    .doesNotContain("<title>owned");
        }
    }

    @Test
    void a_broken_query_points_at_its_place_and_an_empty_search_says_what_to_do() throws Exception {
        assertThat(open("/search?query=user.name%3Aroot%20AND%20((", ApiFixture.VIEWER))
                .contains("class=\"caret\"");
        assertThat(open("/search?query=nothinglikethis", ApiFixture.VIEWER)).contains("No event matches");
        api.host.events.events.clear();
        assertThat(open("/search", ApiFixture.VIEWER)).contains("There are no events yet");
    }

    @Test
    void without_a_token_it_asks_for_one_and_a_wrong_one_is_said_to_be_wrong() throws Exception {
        assertThat(browser.document(api.server.url().toString()))
                .contains("Or an access token", "Password")
                .doesNotContain("402 events");
        assertThat(open("/search", "wrong")).contains("does not know this token");
    }

    private String open(String path, String token) throws Exception {
        return browser.document(api.server.url().resolve(path) + "#token=" + token);
    }
}
