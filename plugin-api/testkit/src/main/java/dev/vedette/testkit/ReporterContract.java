package dev.vedette.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.api.event.IpAddress;
import dev.vedette.api.report.ReportData;
import dev.vedette.api.report.ReportTable;
import dev.vedette.api.report.Reporter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Reporter} has to keep. Extend it and give the reporter; the tests below run as yours. They know how
 * HTML, CSV and JSON escape; for other media types override {@link #showsHarmlessly}.
 */
public abstract class ReporterContract {
    private static final String SCRIPT = "<script>alert(1)</script>";
    private static final String ATTRIBUTE = "\"' onmouseover=alert(2) x='\"";
    private static final String FORMULA = "=HYPERLINK(\"http://evil.example\",\"click\")";
    private static final Pattern FORMULA_CELL = Pattern.compile("(^|[,;\\t\\n\"])\\s*=HYPERLINK");
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** The reporter under test; a new instance or always the same. */
    protected abstract Reporter reporter();

    /**
     * Whether what was rendered shows a hostile text as text. The texts hold a script element, an end of an attribute
     * with an event handler, and a formula for spreadsheets.
     *
     * @param rendered what the reporter wrote
     * @param hostile the text in one of the cells, the title or the client's name
     */
    protected boolean showsHarmlessly(byte[] rendered, String hostile) {
        String text = new String(rendered, StandardCharsets.UTF_8);
        String type = mediaType();
        if (type.equals("text/html")) {
            return !text.contains(SCRIPT) && !text.contains(ATTRIBUTE);
        }
        if (type.equals("text/csv")) {
            return !FORMULA_CELL.matcher(text).find();
        }
        return !isJson(type) || holds(json(rendered), hostile);
    }

    private String mediaType() {
        String type = reporter().mediaType().toLowerCase(Locale.ROOT);
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip();
    }

    private static boolean isJson(String type) {
        return type.endsWith("/json") || type.endsWith("+json");
    }

    private static JsonNode json(byte[] rendered) {
        try {
            return JSON.readTree(rendered);
        } catch (JsonProcessingException e) {
            throw new AssertionError("what it writes is no JSON", e);
        } catch (IOException e) {
            throw new AssertionError("what it writes cannot be read", e);
        }
    }

    private static boolean holds(JsonNode node, String text) {
        if (node.isValueNode()) {
            return node.asText().equals(text);
        }
        for (JsonNode child : node) {
            if (holds(child, text)) {
                return true;
            }
        }
        return false;
    }

    private static byte[] render(Reporter reporter, ReportData data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            reporter.render(data, out);
        } catch (IOException e) {
            throw new AssertionError("nothing here can fail to be written", e);
        }
        return out.toByteArray();
    }

    private static ReportTable table(String id, List<@Nullable Object> row) {
        return ReportTable.of(id, "Title of " + id, List.of("rule", "count"), List.of(row));
    }

    private boolean isText() {
        String type = mediaType();
        return type.startsWith("text/") || isJson(type) || type.endsWith("xml");
    }

    @Test
    void it_describes_itself_the_same_way_every_time() {
        Reporter one = reporter();
        assertThat(one.format()).matches("[a-z0-9][a-z0-9.-]{0,31}").isEqualTo(one.format());
        assertThat(one.mediaType()).matches("[\\w.+-]+/[\\w.+-]+(\\s*;.*)?").isEqualTo(one.mediaType());
        assertThat(one.fileExtension()).matches("[a-z0-9]{1,10}").isEqualTo(one.fileExtension());
    }

    @Test
    void a_report_without_tables_and_a_table_without_rows_are_no_problem() {
        assertThat(render(reporter(), SampleReport.of())).isNotEmpty();
        ReportTable empty = ReportTable.of("offenses", "Offenses", List.of("id", "magnitude"), List.of());
        byte[] rendered = render(reporter(), SampleReport.of(empty, empty.asChart()));
        assertThat(rendered).isNotEmpty();
        if (isJson(mediaType())) {
            json(rendered);
        }
    }

    @Test
    void a_table_that_it_does_not_know_is_rendered_all_the_same() {
        ReportTable unknown = table("from-a-newer-host", List.of("a cell nobody expected", 4711L));
        byte[] rendered = render(reporter(), SampleReport.of(unknown));
        if (isText()) {
            assertThat(new String(rendered, StandardCharsets.UTF_8)).contains("a cell nobody expected", "4711");
        } else {
            assertThat(rendered).hasSizeGreaterThan(render(reporter(), SampleReport.of()).length);
        }
    }

    @Test
    void every_type_of_value_can_stand_in_a_cell() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Object value : List.of(
                "text",
                1L,
                -2.5,
                true,
                IpAddress.ofV4(0x0A000001),
                Instant.EPOCH,
                List.of("a", "b"),
                List.of(1L, 2L))) {
            rows.add(List.of(value, value));
        }
        rows.add(Arrays.asList(null, null));
        ReportTable table = ReportTable.of("types", "Types", List.of("a", "b"), rows);
        byte[] rendered = render(reporter(), SampleReport.of(table, table.asChart()));
        if (isText()) {
            assertThat(new String(rendered, StandardCharsets.UTF_8)).contains("text", "10.0.0.1", "-2.5");
        }
    }

    @Test
    void hostile_text_is_shown_as_text() {
        for (String hostile : List.of(SCRIPT, ATTRIBUTE, FORMULA)) {
            ReportTable table = ReportTable.of(
                    "offenses",
                    hostile,
                    List.of("rule", "count"),
                    List.of(List.of(hostile, 3L), List.of(List.of(hostile), 1L)));
            byte[] rendered =
                    render(reporter(), new SampleReport("offenses", hostile, hostile, List.of(table, table.asChart())));
            assertThat(showsHarmlessly(rendered, hostile))
                    .as("harmless: " + hostile)
                    .isTrue();
        }
    }

    @Test
    void control_characters_and_broken_text_never_throw() {
        for (String odd : List.of("\u0000\u0007\u001b[31m", "\ud800", "\u202egnp.exe", "a\r\nb", "x".repeat(100_000))) {
            byte[] rendered = render(reporter(), SampleReport.of(table("odd", List.of(odd, 1L))));
            assertThat(rendered).isNotEmpty();
            if (isJson(mediaType())) {
                json(rendered);
            }
        }
    }

    @Test
    void the_same_data_gives_the_same_bytes_in_any_thread() {
        Reporter reporter = reporter();
        ReportData data =
                SampleReport.of(table("offenses", List.of("Brute force", 12L)).asChart());
        byte[] expected = render(reporter, data);
        Together.inThreads(8, () -> {
            for (int i = 0; i < 20; i++) {
                assertThat(render(reporter, data)).isEqualTo(expected);
            }
        });
    }

    @Test
    void a_full_disk_is_told_and_not_swallowed() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("no space left");
            }
        };
        ReportData data = SampleReport.of(table("offenses", List.of("x".repeat(100_000), 1L)));
        assertThatThrownBy(() -> {
                    reporter().render(data, full);
                    full.close();
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no space left");
    }
}
