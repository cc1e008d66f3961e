package dev.vedette.pack.report.html;

import java.io.IOException;

/** Why offenses are rated so: for each its main terms, their parts, and the evidence. */
final class Ratings {
    private final Markup out;
    private final Rows rows;

    Ratings(Markup out, Rows rows) {
        this.out = out;
        this.rows = rows;
    }

    void write() throws IOException {
        out.raw("<p class=\"note\">Score = 10 &times; the sum of value &times; weight of relevance, severity and"
                + " credibility. Each number leads to the events and rules it rests on.</p>\n");
        String open = "";
        for (int row = 0; row < rows.size(); row++) {
            String rank = rows.text(row, "rank");
            if (!rank.equals(open)) {
                out.raw(open.isEmpty() ? "" : "</tbody></table></div></details>\n");
                begin(row, rank);
                open = rank;
            }
            term(row);
        }
        out.raw(open.isEmpty() ? "" : "</tbody></table></div></details>\n");
    }

    private void begin(int row, String rank) throws IOException {
        // The id is made of digits or left out: it is the one place where content would become part of the markup.
        String id = rank.matches("\\d+") ? " id=\"rating-" + rank + "\"" : "";
        out.raw("<details class=\"rating\" open" + id + "><summary><span class=\"rank\">")
                .text(rank)
                .raw("</span> ");
        out.text(rows.text(row, "offense")).raw("</summary>");
        out.raw("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Rating of offense ")
                .text(rank);
        out.raw("\"><table><thead><tr><th scope=\"col\">Term</th><th scope=\"col\" class=\"number\">Value</th>"
                + "<th scope=\"col\" class=\"number\">Weight</th><th scope=\"col\">Why</th>"
                + "<th scope=\"col\">Evidence</th></tr></thead>\n<tbody>\n");
    }

    private void term(int row) throws IOException {
        String term = rows.text(row, "term");
        int dot = term.indexOf('.');
        out.raw(dot < 0 ? "<tr class=\"main\"><th scope=\"row\">" : "<tr><th scope=\"row\" class=\"part\">");
        out.text(dot < 0 ? Cell.heading(term) : term.substring(dot + 1)).raw("</th><td class=\"number\">");
        Cell.write(out, rows.get(row, "value"));
        out.raw("</td><td class=\"number\">");
        Cell.write(out, rows.get(row, "weight"));
        out.raw("</td><td>").text(rows.text(row, "explanation")).raw("</td><td class=\"ids\">");
        if (dot >= 0) { // a main term's evidence is that of its parts
            evidence("event", rows.text(row, "events"));
            evidence("rule", rows.text(row, "rules"));
        }
        out.raw("</td></tr>\n");
    }

    private void evidence(String what, String ids) throws IOException {
        if (!ids.isEmpty()) {
            out.raw("<span class=\"evidence\">" + what + " ").text(ids).raw("</span>");
        }
    }
}
