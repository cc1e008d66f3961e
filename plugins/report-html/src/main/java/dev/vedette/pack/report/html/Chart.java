package dev.vedette.pack.report.html;

import dev.vedette.api.report.ReportTable;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A table as an SVG bar chart: columns along the time, or lying bars for names. The table itself stands below it. */
final class Chart {
    private static final int WIDTH = 560;
    private static final int LEFT = 56;
    private static final int TOP = 14;
    private static final int PLOT = 150;
    private static final int ROW = 26;
    private static final int NAMES = 200;
    private static final int MAX_NAME = 26;

    private final ReportTable table;
    private final double top;

    Chart(ReportTable table) {
        this.table = table;
        double most = 0;
        for (int i = 0; i < table.rows().size(); i++) {
            most = Math.max(most, value(i));
        }
        this.top = ceiling(most);
    }

    /** Whether there is something to draw. */
    static boolean isPossible(ReportTable table) {
        return table.isChart() && table.columns().size() >= 2 && !table.rows().isEmpty();
    }

    void write(Markup out) throws IOException {
        if (table.rows().get(0).get(0) instanceof Instant) {
            columns(out);
        } else {
            bars(out);
        }
    }

    private double value(int row) {
        Object value = table.rows().get(row).get(1);
        double number = value instanceof Number any ? any.doubleValue() : 0;
        return Double.isFinite(number) ? Math.max(0, number) : 0;
    }

    private @Nullable Object label(int row) {
        return table.rows().get(row).get(0);
    }

    /** The least of 1, 2, 3, 4, 6, 8 times a power of ten that is not below the value. */
    static double ceiling(double value) {
        if (value <= 0) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        for (double step : List.of(1.0, 2.0, 3.0, 4.0, 6.0, 8.0, 10.0)) {
            if (value <= step * power * 1.000001) {
                return step * power;
            }
        }
        return value;
    }

    private void open(Markup out, int height) throws IOException {
        out.raw("<svg class=\"chart\" role=\"img\" viewBox=\"0 0 " + WIDTH + " " + height + "\" aria-label=\"");
        out.text(table.title() + ", as a bar chart; the same figures are in the table below")
                .raw("\">\n");
    }

    private void columns(Markup out) throws IOException {
        int rows = table.rows().size();
        open(out, TOP + PLOT + 30);
        for (int line = 0; line <= 2; line++) {
            double y = TOP + PLOT - PLOT * line / 2.0;
            out.raw("<line class=\"grid\" x1=\"" + LEFT + "\" x2=\"" + WIDTH + "\" y1=\"" + n(y) + "\" y2=\"" + n(y)
                    + "\"/><text class=\"axis\" text-anchor=\"end\" x=\"" + (LEFT - 8) + "\" y=\"" + n(y + 4) + "\">");
            out.text(Cell.number(top * line / 2)).raw("</text>\n");
        }
        double step = (double) (WIDTH - LEFT) / rows;
        for (int row = 0; row < rows; row++) {
            double height = PLOT * value(row) / top;
            double x = LEFT + row * step;
            out.raw("<rect class=\"bar\" x=\"" + n(x + step * 0.1) + "\" width=\"" + n(step * 0.8) + "\" y=\""
                    + n(TOP + PLOT - height) + "\" height=\"" + n(height) + "\"><title>");
            out.text(Cell.text(label(row)) + " UTC: " + Cell.number(value(row))).raw("</title></rect>\n");
        }
        int every = Math.max(1, (int) Math.ceil(rows / 6.0));
        for (int row = 0; row < rows; row += every) {
            double x = LEFT + (row + 0.5) * step;
            out.raw("<text class=\"axis\" text-anchor=\"middle\" x=\"" + n(Math.min(x, WIDTH - 20)) + "\" y=\""
                    + (TOP + PLOT + 20) + "\">");
            out.text(shortTime(row)).raw("</text>\n");
        }
        out.raw("</svg>\n");
    }

    /** The time of day where all is within two days, else the day. */
    private String shortTime(int row) {
        Object first = label(0);
        Object last = label(table.rows().size() - 1);
        Object here = label(row);
        if (!(first instanceof Instant from) || !(last instanceof Instant to) || !(here instanceof Instant time)) {
            return Cell.text(here);
        }
        long seconds = to.getEpochSecond() - from.getEpochSecond();
        String text = Cell.time(time);
        return seconds < 600 ? text.substring(11) : seconds < 172_800 ? text.substring(11, 16) : text.substring(5, 10);
    }

    private void bars(Markup out) throws IOException {
        int rows = table.rows().size();
        open(out, rows * ROW + 8);
        int room = WIDTH - NAMES - 90;
        for (int row = 0; row < rows; row++) {
            String name = Cell.text(label(row));
            String shown = name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME - 1) + "\u2026";
            int y = row * ROW + 4;
            double width = room * value(row) / top;
            String style = Levels.isLevel(name) ? Levels.style(name) : "bar";
            out.raw("<text class=\"name\" text-anchor=\"end\" x=\"" + (NAMES - 10) + "\" y=\"" + (y + 14) + "\">");
            out.text(shown).raw("<title>").text(name).raw("</title></text>");
            out.raw("<rect class=\"" + style + "\" x=\"" + NAMES + "\" y=\"" + y + "\" rx=\"2\" width=\""
                    + n(Math.max(width, value(row) > 0 ? 1.5 : 0)) + "\" height=\"18\"/>");
            out.raw("<text class=\"axis\" x=\"" + n(NAMES + width + 8) + "\" y=\"" + (y + 14) + "\">");
            out.text(Cell.number(value(row))).raw("</text>\n");
        }
        out.raw("</svg>\n");
    }

    private static String n(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
