package dev.vedette.pack.report.html;

import dev.vedette.api.report.ReportData;
import dev.vedette.api.report.ReportTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The whole page. */
final class Page {
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    private final Markup out;
    private final ReportData data;
    private final Tables tables;

    Page(Markup out, ReportData data) {
        this.out = out;
        this.data = data;
        this.tables = new Tables(out);
    }

    void write() throws IOException {
        out.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY + "\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"color-scheme\" content=\"light dark\">\n"
                + "<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
        out.text(data.title() + " - " + data.client())
                .raw("</title>\n<style>\n")
                .raw(style())
                .raw("</style>\n");
        out.raw("</head>\n<body>\n<a class=\"skip\" href=\"#content\">To the content</a>\n");
        header();
        contents();
        out.raw("<main id=\"content\">\n");
        List<ReportTable> all = data.tables();
        for (int i = 0; i < all.size(); i++) {
            section(all.get(i), i);
        }
        out.raw("</main>\n<footer><p>Made by Vedette, ").text(Cell.time(data.generatedAt()));
        out.raw(" UTC. All times are UTC.</p></footer>\n</body>\n</html>\n");
    }

    private void header() throws IOException {
        out.raw("<header><p class=\"brand\">Vedette</p><h1>").text(data.title()).raw("</h1><p class=\"about\"><b>");
        out.text(data.client()).raw("</b> &middot; ");
        Cell.write(out, data.from());
        out.raw(" to ");
        Cell.write(out, data.to());
        out.raw(" UTC</p></header>\n");
    }

    private void contents() throws IOException {
        if (data.tables().size() < 2) {
            return;
        }
        out.raw("<nav aria-label=\"Contents\"><ul>\n");
        for (int i = 0; i < data.tables().size(); i++) {
            String title = data.tables().get(i).title();
            int colon = title.indexOf(':');
            out.raw("<li><a href=\"#table-" + i + "\">").text(colon < 0 ? title : title.substring(0, colon));
            out.raw("</a></li>\n");
        }
        out.raw("</ul></nav>\n");
    }

    private void section(ReportTable table, int index) throws IOException {
        String style = table.isChart() ? " class=\"half\"" : "";
        out.raw("<section id=\"table-" + index + "\"" + style + " aria-labelledby=\"title-" + index
                + "\"><h2 id=\"title-" + index + "\">");
        out.text(table.title()).raw("</h2>\n");
        Rows rows = new Rows(table);
        if (table.id().equals("summary") && rows.has("figure", "value")) {
            tables.figures(rows);
        } else if (table.rows().isEmpty()) {
            tables.plain(table);
        } else if (table.id().equals("offenses") && rows.has("rank", "score", "level", "offense", "index_value")) {
            tables.offenses(table, rows, data.table("rating") != null);
        } else if (table.id().equals("rating") && rows.has("rank", "offense", "term", "value", "explanation")) {
            new Ratings(out, rows).write();
        } else if (Chart.isPossible(table)) {
            out.raw("<figure>");
            new Chart(table).write(out);
            out.raw("<details><summary>The same as a table</summary>\n");
            tables.plain(table);
            out.raw("</details></figure>\n");
        } else {
            tables.plain(table);
        }
        out.raw("</section>\n");
    }

    private static String style() throws IOException {
        try (InputStream in = Page.class.getResourceAsStream("report.css")) {
            if (in == null) {
                throw new IOException("report.css is missing from the pack");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
