package dev.vedette.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where results and notes go. */
final class Output {
    private static final int WIDEST = 120;

    /** Results: UTF-8 whatever the locale says, because scripts read them. */
    final PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    /** Everything else. */
    final PrintStream err = System.err;

    void json(JsonNode node) {
        out.println(node);
    }

    void line(String text) {
        out.println(text);
    }

    void note(String text) {
        err.println(text);
    }

    /** Columns as wide as their content, a heading in capitals. Control characters of content are shown, not obeyed. */
    void table(List<String> headings, List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (int c = 0; c < headings.size(); c++) {
            int width = headings.get(c).length();
            for (List<String> row : rows) {
                width = Math.max(width, Math.min(WIDEST, row.get(c).length()));
            }
            widths.add(width);
        }
        line(format(headings.stream().map(h -> h.toUpperCase(Locale.ROOT)).toList(), widths));
        rows.forEach(row -> line(format(row, widths)));
    }

    private static String format(List<String> cells, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < cells.size(); c++) {
            String cell = printable(cells.get(c));
            line.append(cell);
            if (c + 1 < cells.size()) {
                line.append(" ".repeat(Math.max(0, widths.get(c) - cell.length()) + 2));
            }
        }
        return line.toString().stripTrailing();
    }

    /** Text of events on a terminal: an escape sequence in a log line must not drive the terminal. */
    static String printable(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c)) {
                safe.append(c == '\n' ? "\\n" : c == '\t' ? "\\t" : String.format(Locale.ROOT, "\\x%02x", c));
            } else {
                safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }

    void flush() {
        out.flush();
        err.flush();
    }
}
