package dev.vedette.api.event;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The table of all field names that this process knows. It is global because an id must mean the same in every pack and
 * rule. Thread-safe.
 *
 * <p>Names that come from event content (the keys of a JSON object) go through {@link #ofContent(String)}, which stops
 * growing at {@link #MAX_CONTENT_NAMES}: a hostile sender cannot fill the memory with names.
 */
public final class Fields {
    /** How many names the content of events may add during the life of the process. */
    public static final int MAX_CONTENT_NAMES = 100_000;

    private static final int MAX_NAME_LENGTH = 512;
    private static final Set<String> ECS_FREE = new HashSet<>(); // filled with the table, then only read
    private static final Map<String, Ecs> ECS = readEcs();
    private static final Set<String> ECS_ROOTS = roots();
    private static final Map<String, Field> BY_NAME = new ConcurrentHashMap<>(8192);
    private static volatile Field[] byId = new Field[4096];
    private static int size;
    private static int contentNames;

    private Fields() {}

    /** One row of the ECS table. */
    private static final class Ecs {
        final FieldType type;
        final boolean array;

        Ecs(FieldType type, boolean array) {
            this.type = type;
            this.array = array;
        }
    }

    static Field of(String name) {
        Field known = BY_NAME.get(name);
        if (known != null) {
            return known;
        }
        String reason = invalid(name);
        if (reason != null) {
            throw new IllegalArgumentException("No field can be named '" + name + "': " + reason);
        }
        return add(name);
    }

    /**
     * The field for a name that event content brought.
     *
     * @param name of any length and content
     * @return null when the name is unusable or the table is full; then leave the value in {@code event.original}
     */
    public static @Nullable Field ofContent(String name) {
        Field known = BY_NAME.get(name);
        if (known != null) {
            return known;
        }
        if (invalid(name) != null) {
            return null;
        }
        synchronized (Fields.class) {
            if (!ECS.containsKey(name) && !BY_NAME.containsKey(name) && ++contentNames > MAX_CONTENT_NAMES) {
                contentNames = MAX_CONTENT_NAMES;
                return null;
            }
        }
        return add(name);
    }

    /**
     * The field with this {@link Field#id()}.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public static Field byId(int id) {
        Field field = byId[id];
        if (field == null) {
            throw new IndexOutOfBoundsException("no field has the id " + id);
        }
        return field;
    }

    /**
     * Checks a name that an author wrote. Names below an ECS root ({@code source.}, {@code process.}, ...) must be ECS
     * names; {@code labels.*}, the keys of a flattened ECS field and every other root are free. Slow (it measures the
     * distance to every ECS name): for load time, not for events.
     *
     * @return null when the name may be used, otherwise why not, with the nearest ECS name
     */
    public static @Nullable String problem(String name) {
        String reason = invalid(name);
        if (reason != null) {
            return reason;
        }
        int dot = name.indexOf('.');
        String root = dot < 0 ? name : name.substring(0, dot);
        if (ECS.containsKey(name) || !ECS_ROOTS.contains(root) || root.equals("labels")) {
            return null;
        }
        for (int end = name.lastIndexOf('.'); end > 0; end = name.lastIndexOf('.', end - 1)) {
            if (ECS_FREE.contains(name.substring(0, end))) {
                return null; // the keys below are the source's own
            }
        }
        String nearest = nearest(name);
        return "'" + name + "' is no ECS 9 field" + (nearest == null ? "." : "; did you mean '" + nearest + "'?")
                + " A vendor's own fields belong under a namespace of the vendor.";
    }

    private static @Nullable String invalid(String name) {
        if (name.isEmpty() || name.length() > MAX_NAME_LENGTH) {
            return "a name has 1 to " + MAX_NAME_LENGTH + " characters";
        }
        for (int i = 0; i < name.length(); i++) {
            if (Character.isISOControl(name.charAt(i))) {
                return "it holds a control character";
            }
        }
        return null;
    }

    private static synchronized Field add(String name) {
        Field known = BY_NAME.get(name);
        if (known != null) {
            return known;
        }
        Ecs ecs = ECS.get(name);
        Field field =
                new Field(size, name, ecs == null ? FieldType.ANY : ecs.type, ecs != null && ecs.array, ecs != null);
        Field[] ids = byId;
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, size * 2);
        }
        ids[size++] = field;
        byId = ids; // published before the name is, so whoever finds the field also finds its id
        BY_NAME.put(name, field);
        return field;
    }

    private static @Nullable String nearest(String name) {
        String best = null;
        int bestDistance = Math.max(2, name.length() / 4) + 1;
        for (String candidate : ECS.keySet()) {
            if (Math.abs(candidate.length() - name.length()) < bestDistance) {
                int distance = distance(name, candidate);
                if (distance < bestDistance
                        || (distance == bestDistance && best != null && candidate.compareTo(best) < 0)) {
                    bestDistance = distance;
                    best = candidate;
                }
            }
        }
        return best;
    }

    /** Levenshtein's edit distance. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitute = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitute, Math.min(previous[j], current[j - 1]) + 1);
            }
            int[] swap = previous;
            previous = current;
            current = swap;
        }
        return previous[b.length()];
    }

    private static Set<String> roots() {
        Set<String> roots = new HashSet<>();
        for (String name : ECS.keySet()) {
            int dot = name.indexOf('.');
            roots.add(dot < 0 ? name : name.substring(0, dot));
        }
        return Set.copyOf(roots);
    }

    private static Map<String, Ecs> readEcs() {
        Map<String, Ecs> table = new HashMap<>(4096);
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(Fields.class.getResourceAsStream("ecs-9.tsv"), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] columns = line.split("\t");
                if (line.startsWith("#")) {
                    continue;
                }
                if (columns[1].equals("flattened") || columns[0].endsWith(".labels")) {
                    ECS_FREE.add(columns[0]);
                }
                if (!columns[1].equals("object")) {
                    table.put(columns[0], new Ecs(typeOf(columns[1]), columns.length > 2));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the ECS table of the plugin API cannot be read", e);
        }
        return Map.copyOf(table);
    }

    private static FieldType typeOf(String ecsType) {
        return ecsType.equals("flattened") ? FieldType.ANY : FieldType.valueOf(ecsType.toUpperCase(Locale.ROOT));
    }
}
