package dev.vedette.host.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vedette.host.search.SearchSettings;
import dev.vedette.host.testing.DrivenBrowser;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search page in a browser, by keyboard where a keyboard should do. */
@Tag("acceptance")
final class SearchPageTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path data;

    private DrivenBrowser browser;
    private ApiFixture api;
    private final Semaphore gate = new Semaphore(1_000_000);

    @BeforeEach
    void start() throws IOException {
        browser = DrivenBrowser.find();
        api = new ApiFixture(data, settings -> settings, SearchSettings.DEFAULT);
        Samples.fill(api.host, Instant.now());
        api.host.events.beforeEach = event -> gate.acquireUninterruptibly();
    }

    @AfterEach
    void stop() throws IOException {
        gate.release(1_000_000);
        if (browser != null) {
            assertThat(browser.complaints()).noneMatch(line -> line.contains("Content Security Policy"));
            browser.close();
        }
        if (api != null) {
            api.close();
        }
    }

    private void open(String path) throws IOException {
        browser.open(api.server.url().resolve(path + "#token=" + ApiFixture.VIEWER));
    }

    @Test
    void by_keyboard_alone_one_searches_walks_through_rows_opens_one_and_gets_more() throws Exception {
        open("/search");
        browser.sees("402 events", "the newest 100 are shown", "Export CSV");
        browser.type("n");
        browser.sees("the newest 200 are shown");
        assertThat(browser.count("table.events [data-row]")).isEqualTo(200);
        browser.type("/user.name:root" + DrivenBrowser.ENTER);
        await().atMost(SOON).until(() -> browser.ask("location.search").contains("user.name"));
        await().atMost(SOON).until(() -> !browser.text().contains("402 events") && browser.count("tbody tr") > 0);
        browser.type("jj" + DrivenBrowser.ENTER);
        browser.sees("Raw record", "linux.sshd");
        assertThat(browser.ask("document.activeElement.getAttribute('aria-expanded')"))
                .isEqualTo("true");
        assertThat(browser.ask("location.search")).contains("open=j-");
    }

    @Test
    void a_search_that_takes_long_shows_its_first_events_and_is_cancelled_with_a_key() throws Exception {
        gate.drainPermits();
        gate.release(40);
        open("/search");
        browser.sees("Searching…", "Cancel");
        await().atMost(SOON).until(() -> browser.count("table.events [data-row]") >= 39);
        browser.type("c");
        browser.sees("Cancelled");
        assertThat(browser.count("table.events [data-row]")).isGreaterThanOrEqualTo(39);
        gate.release(1_000_000);
        browser.type("/root" + DrivenBrowser.ENTER);
        browser.sees("Export NDJSON");
    }

    @Test
    void pipes_give_a_table_whose_values_narrow_the_search_and_a_chart_over_time() throws Exception {
        open("/search?query=event.outcome:failure%20%7C%20stats%20count()%20as%20n%20by%20user.name%20%7C%20sort%20-n");
        browser.sees("5 rows", "maria.keller");
        assertThat(browser.count("table.result tbody tr")).isEqualTo(5);
        browser.click("table.result button[aria-label^='Include user.name oracle']");
        await().atMost(SOON)
                .until(() -> browser.ask("document.getElementById('query').value")
                        .equals("event.outcome:failure AND user.name:\"oracle\""));
        browser.sees("events");
        open("/search?query=%7C%20timechart%201h%20count()%20by%20event.outcome");
        await().atMost(SOON).until(() -> browser.count("section.lines polyline") == 3);
        browser.sees("failure", "success", "none");
    }

    @Test
    void a_wrong_pipe_and_wrong_aql_are_shown_with_a_caret_at_their_place() throws Exception {
        open("/search?query=root%20%7C%20stats%20cuont()");
        browser.sees("did you mean 'count'");
        assertThat(browser.ask("document.querySelector('pre.caret').textContent"))
                .isEqualTo("root | stats cuont()\n             ^");
        browser.click("#aql");
        browser.click("#query");
        browser.ask("document.getElementById('query').select()");
        browser.type("SELECT FROM" + DrivenBrowser.ENTER);
        await().atMost(SOON).until(() -> browser.ask("location.search").contains("lang=aql"));
        await().atMost(SOON).until(() -> browser.count("pre.caret") == 1);
        assertThat(browser.ask("document.getElementById('aql').checked")).isEqualTo("true");
    }

    @Test
    void hostile_values_are_text_in_tables_charts_and_the_list_of_searches() throws Exception {
        for (String path : new String[] {
            "/search?last=7d&query=host.name:*%20%7C%20stats%20count()%20by%20host.name",
            "/search?last=7d&query=host.name:*%20%7C%20timechart%2012h%20count()%20by%20host.name",
            "/search?last=7d&query=%22%3Cscript%3Edocument.title='owned'%3C/script%3E%22",
            "/searches"
        }) {
            open(path);
            browser.sees("<script>document.title='owned'</script>");
            assertThat(browser.ask("document.title")).as(path).doesNotContain("owned");
            assertThat(browser.count("main script, main img")).as(path).isZero();
        }
    }

    @Test
    void an_export_is_saved_whole() throws Exception {
        open("/search?last=7d");
        browser.sees("402 events", "Export CSV");
        browser.ask("window.showSaveFilePicker = undefined, URL.createObjectURL = (blob) => { blob.text().then((text)"
                + " => { window.saved = text; }); return '#'; }");
        browser.ask(
                "[...document.querySelectorAll('.status button')].find((b) => b.textContent === 'Export CSV').click()");
        await().atMost(SOON)
                .until(() -> browser.ask("(window.saved ?? '').split('\\r\\n').length")
                        .equals("404"));
    }
}
