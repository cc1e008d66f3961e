package dev.vedette.host.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.host.export.Csv;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Rows as the lines of an export. In CSV the columns of events are the fields of the first thousand of them; what later
 * events have besides stands in a last column, as JSON: nothing is left out, and nothing waits for the last event.
 */
final class ExportLines {
    private static final int CHUNK = 64 * 1024;
    private static final int LOOK_AHEAD = 1000;
    private static final String TIME = "@timestamp";
    private static final String ORIGINAL = "event.original";
    private static final String OTHERS = "other_fields";

    private final ExportFormat format;
    private final ExportTarget target;
    private final ByteArrayOutputStream chunk = new ByteArrayOutputStream(CHUNK + 4096);
    private final List<ObjectNode> ahead = new ArrayList<>();
    private @Nullable List<String> columns;
    private long count;

    ExportLines(ExportFormat format, ExportTarget target) {
        this.format = format;
        this.target = target;
    }

    /** How many rows went in. */
    long count() {
        return count;
    }

    void add(Question question, JsonNode row) throws IOException {
        if (row instanceof ObjectNode event) {
            event(event);
        } else {
            row(question.columns(), row);
        }
    }

    private void event(ObjectNode event) throws IOException {
        count++;
        if (format == ExportFormat.NDJSON) {
            line(event.toString() + "\n");
        } else if (columns != null) {
            line(csv(event, columns));
        } else {
            ahead.add(event);
            if (ahead.size() == LOOK_AHEAD) {
                header();
            }
        }
    }

    /** A row of a table. */
    private void row(List<String> names, JsonNode values) throws IOException {
        count++;
        if (format == ExportFormat.NDJSON) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            for (int i = 0; i < names.size(); i++) {
                object.set(names.get(i), values.get(i));
            }
            line(object.toString() + "\n");
            return;
        }
        List<String> cells = new ArrayList<>(names.size());
        values.forEach(value -> cells.add(Csv.cell(value)));
        line(Csv.line(cells));
    }

    /** What a table begins with, even when it has no rows. */
    void tableHeader(List<String> names) throws IOException {
        if (format == ExportFormat.CSV && columns == null) {
            columns = names;
            line(Csv.line(names.stream().map(Csv::name).toList()));
        }
    }

    private void header() throws IOException {
        TreeSet<String> names = new TreeSet<>();
        ahead.forEach(event -> event.fieldNames().forEachRemaining(names::add));
        names.remove(TIME);
        names.remove(ORIGINAL);
        List<String> chosen = new ArrayList<>(names);
        chosen.addFirst(TIME);
        chosen.add(ORIGINAL);
        columns = chosen;
        List<String> header = new ArrayList<>(chosen.stream().map(Csv::name).toList());
        header.add(OTHERS);
        line(Csv.line(header));
        for (ObjectNode event : ahead) {
            line(csv(event, chosen));
        }
        ahead.clear();
    }

    private static String csv(ObjectNode event, List<String> columns) {
        List<String> cells = new ArrayList<>(columns.size() + 1);
        for (String column : columns) {
            JsonNode value = event.remove(column);
            cells.add(value == null ? "" : Csv.cell(value));
        }
        cells.add(event.isEmpty() ? "" : event.toString());
        return Csv.line(cells);
    }

    private void line(String line) throws IOException {
        chunk.writeBytes(line.getBytes(StandardCharsets.UTF_8));
        if (chunk.size() >= CHUNK) {
            flush();
        }
    }

    /** Writes what is left. */
    void finish() throws IOException {
        if (format == ExportFormat.CSV && columns == null) {
            header();
        }
        flush();
    }

    private void flush() throws IOException {
        if (chunk.size() > 0) {
            target.write(chunk.toByteArray());
            chunk.reset();
        }
    }
}
