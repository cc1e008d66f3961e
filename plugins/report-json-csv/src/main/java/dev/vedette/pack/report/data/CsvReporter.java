package dev.vedette.pack.report.data;

import dev.vedette.api.report.ReportData;
import dev.vedette.api.report.ReportTable;
import dev.vedette.api.report.Reporter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pf4j.Extension;

/**
 * Writes a report as CSV (RFC 4180): line ends are CR LF, cells with a comma, quote or line end are quoted. The tables
 * stand one after the other, each below a line with its id and title, an empty line between them. Stateless.
 */
@Extension
public final class CsvReporter implements Reporter {
    private static final String END = "\r\n";

    @Override
    public String format() {
        return "csv";
    }

    @Override
    public String mediaType() {
        return "text/csv; charset=utf-8";
    }

    @Override
    public String fileExtension() {
        return "csv";
    }

    @Override
    public void render(ReportData data, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        line(writer, List.of("report", data.name(), data.title(), data.client(), data.from(), data.to()));
        for (ReportTable table : data.tables()) {
            writer.write(END);
            line(writer, List.of("table", table.id(), table.title()));
            line(writer, table.columns());
            for (List<@Nullable Object> row : table.rows()) {
                line(writer, row);
            }
        }
        writer.flush(); // the host closes the stream
    }

    private static void line(Writer out, List<? extends @Nullable Object> cells) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            out.write(i == 0 ? "" : ",");
            out.write(cell(cells.get(i)));
        }
        out.write(END);
    }

    static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Number) {
            return value.toString(); // a negative number is no formula
        }
        String text = value instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining("; "))
                : value.toString();
        text = defused(text.replace("\u0000", ""));
        boolean quoted =
                text.indexOf('"') >= 0 || text.indexOf(',') >= 0 || text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    /** A spreadsheet runs a cell that begins like a formula, also behind blanks; an apostrophe makes it text. */
    private static String defused(String text) {
        String bare = text.stripLeading();
        boolean formula = !bare.isEmpty() && "=+-@|%".indexOf(bare.charAt(0)) >= 0;
        boolean hidden =
                !text.isEmpty() && (text.charAt(0) == '\t' || text.charAt(0) == '\r' || text.charAt(0) == '\n');
        return formula || hidden ? "'" + text : text;
    }
}
