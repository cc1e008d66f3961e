package dev.vedette.host.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * Comma-separated values (RFC 4180) that no spreadsheet takes for formulas: a text that begins with {@code = + - @}, a
 * tab or a line break gets an apostrophe in front of it. Numbers stay as they are.
 */
public final class Csv {
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠"; // the wide ones too: some programs fold them

    private Csv() {}

    /** A value as the content of a cell. */
    public static String cell(JsonNode value) {
        if (value.isNull()) {
            return "";
        }
        if (value.isTextual()) {
            return harmless(value.textValue());
        }
        if (value.isArray()) {
            StringJoiner members = new StringJoiner(", ");
            value.forEach(member -> members.add(member.isTextual() ? member.textValue() : member.toString()));
            return harmless(members.toString());
        }
        return value.toString();
    }

    /** A column's name; {@code @timestamp} is known and stays readable for programs. */
    public static String name(String column) {
        return column.equals("@timestamp") ? column : harmless(column);
    }

    private static String harmless(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    /** Cells as a line, quoted where they have to be. */
    public static String line(List<String> cells) {
        return cells.stream().map(Csv::quoted).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
