package dev.vedette.host.detect;

import dev.vedette.api.event.Field;
import dev.vedette.api.event.LogSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of an event a rule's field name may mean. Immutable.
 *
 * <p>The order decides: first the vendor's own value under its namespace, because rules are written for what the source
 * says and not for what ECS makes of it; then the ECS field that holds the same thing; then a field of that very name.
 * The first one that an event has is the one that counts. A name in ECS spelling means that ECS field alone.
 *
 * <p>The table is data: {@code field-resolution.tsv} beside this class says how a row looks; packs may add rows.
 */
public final class FieldResolution {
    private static final String ANY = "*";

    private record Row(boolean raw, String product, String category, String service, String name, List<String> fields) {
        boolean appliesTo(@Nullable LogSource rule) {
            return (product.equals(ANY) || rule == null || rule.product() == null || product.equals(rule.product()))
                    && (category.equals(ANY) || (rule != null && category.equals(rule.category())))
                    && (service.equals(ANY) || (rule != null && service.equals(rule.service())));
        }
    }

    private final List<Row> rows;

    private FieldResolution(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    /** The table that comes with the host. */
    public static FieldResolution standard() {
        try (InputStream in = FieldResolution.class.getResourceAsStream("field-resolution.tsv")) {
            if (in == null) {
                throw new IllegalStateException("field-resolution.tsv is missing from the host's jar");
            }
            return parse("field-resolution.tsv", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("field-resolution.tsv cannot be read", e);
        }
    }

    /**
     * Reads a table.
     *
     * @throws IllegalArgumentException if a row is none, with path and line
     */
    public static FieldResolution parse(String path, String text) {
        List<Row> rows = new ArrayList<>();
        int line = 0;
        for (String row : text.lines().toList()) {
            line++;
            if (row.isBlank() || row.startsWith("#")) {
                continue;
            }
            String[] columns = row.split("\t+", -1);
            if (columns.length != 6 || !(columns[0].equals("raw") || columns[0].equals("alias"))) {
                throw new IllegalArgumentException(path + ":" + line + ":1: a row is: raw|alias, product, category,"
                        + " service, name, fields; with tabs between them");
            }
            rows.add(new Row(
                    columns[0].equals("raw"),
                    columns[1],
                    columns[2],
                    columns[3],
                    columns[4],
                    List.of(columns[5].strip().split("\\s+"))));
        }
        return new FieldResolution(rows);
    }

    /** This table with the rows of another one behind its own. */
    public FieldResolution and(FieldResolution more) {
        List<Row> all = new ArrayList<>(rows);
        all.addAll(more.rows);
        return new FieldResolution(all);
    }

    /**
     * The fields to look at, in this order.
     *
     * @param rule the log source of the rule, or null for one about every event
     * @param name the field as the rule names it
     * @throws IllegalArgumentException if no field can have such a name
     */
    public List<Field> candidates(@Nullable LogSource rule, String name) {
        Field same = Field.of(name);
        if (same.isEcs()) {
            return List.of(same);
        }
        Set<Field> candidates = new LinkedHashSet<>();
        collect(true, rule, name, candidates);
        collect(false, rule, name, candidates);
        candidates.add(same);
        return List.copyOf(candidates);
    }

    private void collect(boolean raw, @Nullable LogSource rule, String name, Set<Field> candidates) {
        for (Row row : rows) {
            if (row.raw() == raw && (row.name().equals(ANY) || row.name().equals(name)) && row.appliesTo(rule)) {
                for (String field : row.fields()) {
                    candidates.add(Field.of(field.replace("{name}", name)));
                }
            }
        }
    }
}
