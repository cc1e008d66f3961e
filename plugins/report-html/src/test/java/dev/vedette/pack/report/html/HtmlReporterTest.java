package dev.vedette.pack.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vedette.api.report.ReportTable;
import dev.vedette.testkit.SampleReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HtmlReporterTest {
    private static final String HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(1)> \u202egnp.exe";

    private static String render(ReportTable... tables) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new HtmlReporter().render(SampleReport.of(tables), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static List<@Nullable Object> row(@Nullable Object... cells) {
        return Arrays.asList(cells);
    }

    static ReportTable[] everything() {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        List<List<@Nullable Object>> bars = new ArrayList<>();
        for (int i = 0; i < 48; i++) {
            bars.add(row(start.plusSeconds(3600L * i), (long) (900 + 800 * Math.sin(i / 4.0)) + (i == 30 ? 4000 : 0)));
        }
        return new ReportTable[] {
            ReportTable.of(
                    "summary",
                    "At a glance",
                    List.of("figure", "value"),
                    List.of(
                            row("Offenses", 4L),
                            row("of them critical", 1L),
                            row("of them high", 1L),
                            row("Events", 1_234_567L),
                            row("Records received", 1_240_011L),
                            row("Records not accounted for", 0L))),
            offenses(),
            ReportTable.of(
                            "levels",
                            "Offenses by level",
                            List.of("level", "offenses"),
                            List.of(
                                    row("critical", 1L),
                                    row("high", 1L),
                                    row("medium", 1L),
                                    row("low", 1L),
                                    row("informational", 0L)))
                    .asChart(),
            ReportTable.of("events_over_time", "Events over time", List.of("time", "events"), bars)
                    .asChart(),
            ratings(),
            ReportTable.of(
                            "datasets",
                            "Events by dataset",
                            List.of("dataset", "events"),
                            List.of(
                                    row("windows.sysmon_operational", 700_123L),
                                    row("cisco_asa.log", 402_000L),
                                    row("system.auth", 130_000L),
                                    row(HOSTILE, 2_444L)))
                    .asChart(),
            ReportTable.of(
                    "ledger",
                    "Ledger: received = indexed + filtered + dead-lettered + dropped",
                    List.of("client", "source", "received", "indexed", "residue", "reasons"),
                    List.of(
                            row("default", "syslog-udp@192.0.2.9", 1000L, 998L, 2L, List.of("dropped: queue full (1)")),
                            row("default", HOSTILE, 1000L, 1000L, 0L, List.of()))),
            ReportTable.of(
                    "new", "A table of a newer host", List.of("what_is_it", "empty"), List.of(row(HOSTILE, null)))
        };
    }

    private static ReportTable offenses() {
        Instant first = Instant.parse("2026-01-03T09:12:44Z");
        Instant last = Instant.parse("2026-01-03T11:40:02Z");
        List<String> columns = List.of(
                "rank",
                "score",
                "level",
                "credibility",
                "offense",
                "index_field",
                "index_value",
                "events",
                "rules",
                "techniques",
                "status",
                "first_seen",
                "last_seen",
                "client",
                "id");
        return ReportTable.of(
                "offenses",
                "Offenses by rank",
                columns,
                List.of(
                        row(
                                1L,
                                83.66,
                                "critical",
                                "very likely",
                                "Password spraying; Logon after many failures; LSASS read",
                                "source.ip",
                                "203.0.113.9",
                                4_211L,
                                List.of("a", "b"),
                                List.of("T1003.001", "T1110.003"),
                                "open",
                                first,
                                last,
                                "default",
                                "id-1"),
                        row(
                                2L,
                                66.2,
                                "high",
                                "likely",
                                "Web shell request",
                                "host.name",
                                "web-01",
                                12L,
                                List.of("c"),
                                List.of("T1505.003"),
                                "open",
                                first,
                                last,
                                "default",
                                "id-2"),
                        row(
                                3L,
                                47.0,
                                "medium",
                                "roughly even chance",
                                HOSTILE,
                                "user.name",
                                HOSTILE,
                                3L,
                                List.of(),
                                List.of(),
                                "closed",
                                first,
                                last,
                                "default",
                                "id-3"),
                        row(
                                4L,
                                21.5,
                                "low",
                                "unlikely",
                                "Port scan",
                                "source.ip",
                                "2001:db8::1",
                                900L,
                                List.of(),
                                List.of("T1046"),
                                "open",
                                first,
                                last,
                                "default",
                                "id-4")));
    }

    private static ReportTable ratings() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (long rank = 1; rank <= 2; rank++) {
            String name = rank == 1 ? "Password spraying; Logon after many failures; LSASS read" : HOSTILE;
            rows.add(row(
                    rank,
                    name,
                    "relevance",
                    8.2,
                    0.5,
                    "How much it matters to Default client: 0.5 asset + 0.3 technique + 0.2 actor.",
                    List.of("42-0"),
                    List.of()));
            rows.add(row(
                    rank,
                    name,
                    "relevance.asset",
                    8.0,
                    0.5,
                    "10.1.2.3 is the asset db1 of treasury of criticality 8 of 10.",
                    List.of("42-0"),
                    List.of()));
            rows.add(row(
                    rank,
                    name,
                    "relevance.technique",
                    8.0,
                    0.3,
                    "Technique T1110 has priority 80 of 100: rated by profile finance-europe.",
                    List.of("42-0", "43-0"),
                    List.of("rule-1")));
            rows.add(row(
                    rank,
                    name,
                    "severity",
                    8.5,
                    0.3,
                    "How bad it is if it is true: the sum of its parts, at most 10.",
                    List.of(),
                    List.of()));
            rows.add(row(
                    rank,
                    name,
                    "severity.rule",
                    7.0,
                    1.0,
                    "The most severe rule is \"Password spraying\": high, 7 of 10.",
                    List.of("42-0"),
                    List.of("rule-1")));
            rows.add(row(
                    rank,
                    name,
                    "credibility",
                    8.58,
                    0.2,
                    "How likely it is to be true: 2 independent types of log source.",
                    List.of(),
                    List.of()));
        }
        return ReportTable.of(
                "rating",
                "Why they are rated so",
                List.of("rank", "offense", "term", "value", "weight", "explanation", "events", "rules"),
                rows);
    }

    @Test
    void the_page_asks_nothing_of_anybody() throws IOException {
        String page = render(everything());
        assertThat(page).doesNotContain("<script", "<link", "<img", "<iframe", "@import", "url(");
        assertThat(page).contains("default-src 'none'");
        assertThat(Pattern.compile("(?:src|href)=\"(?!#)").matcher(page).find()).isFalse();
    }

    @Test
    void hostile_text_stays_text_everywhere() throws Exception {
        String page = render(everything());
        assertThat(page).doesNotContain("<script>", "<img", "\u202e").contains("&lt;script&gt;", "[U+202E]");
        // Every tag is closed and every attribute quoted, so the page is XML but for its void elements.
        String xml = page.replaceAll("<(meta|br)([^>]*)>", "<$1$2/>")
                .replaceFirst("<!DOCTYPE html>", "")
                .replace("&middot;", "\u00b7")
                .replace("&times;", "\u00d7")
                .replaceAll("<details class=\"rating\" open", "<details class=\"rating\"");
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new java.io.ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void each_chart_has_its_table_and_a_name_for_those_who_do_not_see_it() throws IOException {
        String page = render(everything());
        assertThat(page.split("<svg", -1)).hasSize(4);
        assertThat(page.split("The same as a table", -1)).hasSize(4);
        assertThat(page).contains("aria-label=\"Events over time, as a bar chart");
        assertThat(page.split("<h1", -1)).hasSize(2);
        assertThat(page).contains("<main", "<header>", "<nav ", "<footer>", "lang=\"en\"", "scope=\"col\"");
    }

    @Test
    void an_offense_leads_to_its_rating_and_a_residue_is_an_alarm() throws IOException {
        String page = render(everything());
        assertThat(page).contains("href=\"#rating-1\"", "id=\"rating-1\"", "<strong class=\"alarm\">");
    }

    @Test
    void a_known_table_of_another_shape_is_shown_plainly() throws IOException {
        String page = render(ReportTable.of("offenses", "Offenses", List.of("colour"), List.of(row("mauve"))));
        assertThat(page).contains("Colour", "mauve");
    }

    @Test
    void numbers_are_readable_and_exact_enough_to_reckon_with() {
        assertThat(Cell.number(1_234_567L)).isEqualTo("1,234,567");
        assertThat(Cell.number(0.675)).isEqualTo("0.675");
        assertThat(Cell.number(8.0)).isEqualTo("8");
        assertThat(Cell.number(100.0)).isEqualTo("100");
        assertThat(Cell.number(-2.5)).isEqualTo("-2.5");
        assertThat(Cell.number(Double.NaN)).isEqualTo("NaN");
    }

    @Test
    void axes_end_at_round_numbers() {
        assertThat(Chart.ceiling(0)).isEqualTo(1);
        assertThat(Chart.ceiling(17)).isCloseTo(20, within(1e-9));
        assertThat(Chart.ceiling(200)).isCloseTo(200, within(1e-9));
        assertThat(Chart.ceiling(4711)).isCloseTo(6000, within(1e-9));
    }

    /** For looking at: writes the page to the folder that REPORT_SAMPLE names. */
    @Test
    void a_sample_can_be_written() throws IOException {
        String folder = System.getenv("REPORT_SAMPLE");
        String page = render(everything());
        assertThat(page).endsWith("</html>\n");
        if (folder != null) {
            Files.writeString(Path.of(folder, "report.html"), page);
        }
    }
}
