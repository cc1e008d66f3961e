package dev.vedette.api.examples;

import dev.vedette.api.report.ReportData;
import dev.vedette.api.report.ReportTable;
import dev.vedette.api.report.Reporter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pf4j.Extension;

/** Writes every table as lines with tabs; what would break a line is replaced. */
@Extension
public final class PlainTextReporter implements Reporter {
    @Override
    public String format() {
        return "text";
    }

    @Override
    public String mediaType() {
        return "text/plain; charset=utf-8";
    }

    @Override
    public String fileExtension() {
        return "txt";
    }

    @Override
    public void render(ReportData data, OutputStream out) throws IOException {
        StringBuilder text = new StringBuilder(plain(data.title())).append('\n');
        for (ReportTable table : data.tables()) {
            text.append('\n').append(plain(table.title())).append('\n');
            text.append(String.join("\t", table.columns())).append('\n');
            for (List<@Nullable Object> row : table.rows()) {
                text.append(row.stream().map(PlainTextReporter::plain).collect(Collectors.joining("\t")))
                        .append('\n');
            }
        }
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String plain(@Nullable Object cell) {
        return cell == null ? "" : cell.toString().replaceAll("\\p{Cntrl}", " ");
    }
}
