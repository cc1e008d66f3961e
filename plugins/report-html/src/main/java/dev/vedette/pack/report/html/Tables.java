package dev.vedette.pack.report.html;

import dev.vedette.api.report.ReportTable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tables as tables. */
final class Tables {
    private final Markup out;

    Tables(Markup out) {
        this.out = out;
    }

    /** Any table. */
    void plain(ReportTable table) throws IOException {
        if (table.rows().isEmpty()) {
            out.raw("<p class=\"nothing\">Nothing.</p>\n");
            return;
        }
        scroll(table);
        out.raw("<table><thead><tr>");
        for (int column = 0; column < table.columns().size(); column++) {
            out.raw(isNumeric(table, column) ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">");
            out.text(Cell.heading(table.columns().get(column))).raw("</th>");
        }
        out.raw("</tr></thead>\n<tbody>\n");
        for (List<@Nullable Object> row : table.rows()) {
            out.raw("<tr>");
            for (int column = 0; column < row.size(); column++) {
                out.raw(isNumeric(table, column) ? "<td class=\"number\">" : "<td>");
                cell(table.columns().get(column), row.get(column));
                out.raw("</td>");
            }
            out.raw("</tr>\n");
        }
        out.raw("</tbody></table></div>\n");
    }

    private void cell(String column, @Nullable Object value) throws IOException {
        if (column.equals("level") && value != null) {
            badge(value.toString());
        } else if (column.equals("residue") && value instanceof Number number && number.longValue() != 0) {
            out.raw("<strong class=\"alarm\">");
            Cell.write(out, value);
            out.raw("</strong>");
        } else {
            Cell.write(out, value);
        }
    }

    void badge(String level) throws IOException {
        out.raw("<span class=\"badge " + Levels.style(level) + "\">")
                .text(level)
                .raw("</span>");
    }

    /** A box that can be scrolled with the keyboard too. */
    private void scroll(ReportTable table) throws IOException {
        out.raw("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"")
                .text(table.title())
                .raw("\">");
    }

    private static boolean isNumeric(ReportTable table, int column) {
        for (List<@Nullable Object> row : table.rows()) {
            if (row.get(column) != null) {
                return row.get(column) instanceof Number;
            }
        }
        return false;
    }

    /** Figures at a glance. */
    void figures(Rows rows) throws IOException {
        out.raw("<dl class=\"figures\">\n");
        for (int row = 0; row < rows.size(); row++) {
            out.raw("<div><dt>").text(rows.text(row, "figure")).raw("</dt><dd>");
            Cell.write(out, rows.get(row, "value"));
            out.raw("</dd></div>\n");
        }
        out.raw("</dl>\n");
    }

    /** The ranked offenses; each leads to the terms of its rating. */
    void offenses(ReportTable table, Rows rows, boolean explained) throws IOException {
        scroll(table);
        out.raw("<table class=\"offenses\"><thead><tr><th scope=\"col\" class=\"number\">Rank</th>"
                + "<th scope=\"col\">Score</th><th scope=\"col\">Offense</th><th scope=\"col\">Credibility</th>"
                + "<th scope=\"col\" class=\"number\">Events</th><th scope=\"col\">Techniques</th>"
                + "<th scope=\"col\">First and last seen (UTC)</th></tr></thead>\n<tbody>\n");
        for (int row = 0; row < rows.size(); row++) {
            out.raw("<tr><td class=\"number\">").text(rows.text(row, "rank")).raw("</td><td class=\"score\">");
            score(rows, row);
            out.raw("</td><th scope=\"row\">");
            name(rows, row, explained);
            out.raw("</th><td>").text(rows.text(row, "credibility")).raw("</td><td class=\"number\">");
            Cell.write(out, rows.get(row, "events"));
            out.raw("</td><td class=\"ids\">");
            Cell.write(out, rows.get(row, "techniques"));
            out.raw("</td><td class=\"times\">");
            Cell.write(out, rows.get(row, "first_seen"));
            out.raw("<br>");
            Cell.write(out, rows.get(row, "last_seen"));
            out.raw("</td></tr>\n");
        }
        out.raw("</tbody></table></div>\n");
    }

    private void score(Rows rows, int row) throws IOException {
        String level = rows.text(row, "level");
        out.raw("<span class=\"points\">")
                .text(Cell.text(rows.get(row, "score")))
                .raw("</span> ");
        badge(level);
        String share = Cell.number(Math.max(0, Math.min(100, Math.round(rows.number(row, "score")))));
        out.raw("<span class=\"meter\" aria-hidden=\"true\"><span class=\"" + Levels.style(level) + "\" style=\"width:"
                + share + "%\"></span></span>");
    }

    private void name(Rows rows, int row, boolean explained) throws IOException {
        String rank = rows.text(row, "rank");
        boolean linked = explained && rank.matches("\\d+");
        if (linked) {
            out.raw("<a href=\"#rating-" + rank + "\">");
        }
        out.text(rows.text(row, "offense"));
        if (linked) {
            out.raw("</a>");
        }
        out.raw("<span class=\"index\">").text(rows.text(row, "index_field")).raw(" = <b>");
        out.text(rows.text(row, "index_value")).raw("</b>");
        if (rows.text(row, "status").equals("closed")) {
            out.raw(" &middot; closed");
        }
        out.raw("</span>");
    }
}
