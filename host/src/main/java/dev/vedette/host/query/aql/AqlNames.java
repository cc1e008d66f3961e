package dev.vedette.host.query.aql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** QRadar's names and what they stand for here: two tables in the resources. */
final class AqlNames {
    private static final String NONE = "-";

    /** QRadar's columns by their names in small letters. */
    static final Map<String, Entry> COLUMNS = read("columns.tsv", false);
    /** Functions that name things or are refused, by their names in small letters. */
    static final Map<String, Entry> FUNCTIONS = read("functions.tsv", true);

    private AqlNames() {}

    /**
     * What a name stands for.
     *
     * @param argument of a function: the column that it takes
     * @param field that holds it; null if there is none
     * @param reason why there is none
     */
    record Entry(String argument, @Nullable String field, String reason) {}

    static List<String> columns() {
        return COLUMNS.entrySet().stream()
                .filter(column -> column.getValue().field() != null)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Map<String, Entry> read(String resource, boolean functions) {
        Map<String, Entry> table = new TreeMap<>();
        InputStream bytes = Objects.requireNonNull(AqlNames.class.getResourceAsStream(resource), resource);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    String[] cells = line.split("\t", -1);
                    table.put(cells[0].toLowerCase(Locale.ROOT), entry(cells, functions));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the table " + resource + " cannot be read", e);
        }
        return Map.copyOf(table);
    }

    private static Entry entry(String[] cells, boolean function) {
        boolean refused = cells[1].equals(NONE);
        if (refused) {
            return new Entry("", null, cells[2]);
        }
        return function ? new Entry(cells[1], cells[2], "") : new Entry("", cells[1], "");
    }
}
