package com.example.doors;

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

/** Writes every table as a Markdown table. */
@Extension
public final class MarkdownReporter implements Reporter {
    @Override
    public String format() {
        return "markdown";
    }

    @Override
    public String mediaType() {
        return "text/markdown; charset=utf-8";
    }

    @Override
    public String fileExtension() {
        return "md";
    }

    @Override
    public void render(ReportData data, OutputStream out) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append("# ").append(shown(data.title())).append("\n\n");
        text.append(shown(data.client()))
                .append(", ")
                .append(data.from())
                .append(" to ")
                .append(data.to())
                .append('\n');
        for (ReportTable table : data.tables()) {
            text.append("\n## ").append(shown(table.title())).append("\n\n");
            text.append(row(table.columns()));
            text.append("|---".repeat(table.columns().size())).append("|\n");
            table.rows().forEach(row -> text.append(row(row)));
        }
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String row(List<? extends @Nullable Object> cells) {
        return cells.stream().map(MarkdownReporter::shown).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** Every text may come from an attacker: nothing of it may become markup or a link, or end its line. */
    private static String shown(@Nullable Object cell) {
        if (cell == null) {
            return "";
        }
        String text = cell instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : cell.toString();
        return text.replaceAll("\\p{Cntrl}", " ")
                .replaceAll("([\\\\`*_{}\\[\\]()#+!|~])", "\\\\$1")
                .replace("&", "&amp;")
                .replace("<", "&lt;");
    }
}
