package dev.vedette.host.parse.declarative;

import dev.vedette.api.event.Field;
import dev.vedette.api.event.Fields;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the keys that records bring: a tree by the parts of a dotted path, filled with the mapped keys at
 * first and with every other key when it is first seen, so that a key costs one look-up and no text is built. Bounded:
 * keys beyond {@link #MAX_NODES} are worked out anew each time. Thread-safe.
 */
final class Keys {
    private static final int MAX_NODES = 20_000;

    private final @Nullable String into;
    private final boolean root; // keys are field names as they are
    private final Map<String, List<Target>> map;
    private final Set<String> only;
    private final Set<String> except;
    private final AtomicInteger size = new AtomicInteger();
    private final Node top;

    /**
     * Keys.
     *
     * @param into namespace of all keys, {@code "."} for the keys as they are, null to keep mapped keys only
     * @param only empty for all
     */
    Keys(@Nullable String into, Map<String, List<Target>> map, Set<String> only, Set<String> except) {
        this.root = ".".equals(into);
        this.into = root ? null : into;
        this.map = map;
        this.only = only;
        this.except = except;
        this.top = new Node(this, "", false);
    }

    Node top() {
        return top;
    }

    boolean writes(String name) {
        return root
                || (into != null && name.startsWith(into + "."))
                || map.values().stream()
                        .flatMap(List::stream)
                        .anyMatch(target -> target.place().name().equals(name));
    }

    /** Whether the path is one of these or lies below one; a key with dots in it passes over the levels between. */
    private static boolean names(Set<String> paths, String path, int from) {
        if (paths.isEmpty()) {
            return false;
        }
        for (int dot = path.indexOf('.', from); dot >= 0; dot = path.indexOf('.', dot + 1)) {
            if (paths.contains(path.substring(0, dot))) {
                return true;
            }
        }
        return paths.contains(path);
    }

    /** One key. */
    static final class Node {
        private final Keys keys;
        private final String path;
        private final List<Target> targets;
        private final boolean taken; // by 'only' here or above
        private final @Nullable Target vendor;
        private final Map<String, Node> children = new ConcurrentHashMap<>(4);

        private Node(Keys keys, String path, boolean takenAbove) {
            this.keys = keys;
            this.path = path;
            this.taken = takenAbove || names(keys.only, path, 0);
            boolean kept = !path.isEmpty() && (keys.only.isEmpty() || taken);
            this.targets = keys.map.getOrDefault(path, List.of());
            this.vendor = kept && (keys.root || keys.into != null) ? vendor() : null;
        }

        private @Nullable Target vendor() {
            Field field = Fields.ofContent(keys.root ? path : keys.into + "." + path);
            return field == null
                    ? null
                    : new Target(new Place.OfField(field, Conversion.of(field.type())), Conversion.of(field.type()));
        }

        /** The node of a key below this one; a dot in the key divides as a level does. Null when it is left out. */
        @Nullable
        Node child(String key) {
            Node known = children.get(key);
            if (known != null) {
                return known;
            }
            String childPath = path.isEmpty() ? key : path + "." + key;
            if (names(keys.except, childPath, path.length() + 1)) {
                return null;
            }
            Node child = new Node(keys, childPath, taken);
            if (keys.size.incrementAndGet() <= MAX_NODES) {
                children.put(key, child);
            } else {
                keys.size.decrementAndGet();
            }
            return child;
        }

        /** Sets a value: text, a number, a truth value, or a list of these. */
        void set(Frame frame, Object value) {
            if (vendor != null) {
                vendor.value(frame, value);
            }
            for (int i = 0; i < targets.size(); i++) {
                targets.get(i).value(frame, value);
            }
        }

        /** Appends a value to what this key had before. */
        void add(Frame frame, Object value) {
            if (vendor != null) {
                vendor.add(frame, value);
            }
            for (int i = 0; i < targets.size(); i++) {
                targets.get(i).add(frame, value);
            }
        }

        /** Whether a value was set before. */
        boolean has(Frame frame) {
            return (vendor != null && vendor.place().get(frame) != null)
                    || (!targets.isEmpty() && targets.get(0).place().get(frame) != null);
        }

        @Override
        public String toString() {
            return path;
        }
    }
}
