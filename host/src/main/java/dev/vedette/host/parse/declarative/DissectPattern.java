package dev.vedette.host.parse.declarative;

import dev.vedette.host.yaml.YamlException;
import dev.vedette.host.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Literal text with keys between. Matching finds the literals from left to right and notes where values begin and end;
 * values are cut out only when the whole pattern has matched.
 */
final class DissectPattern {
    private final String prefix;
    private final String[] delimiters; // behind each key; the last one may be empty
    private final boolean[] padded;
    private final @Nullable Target[] targets;

    private DissectPattern(String prefix, List<Key> keys) {
        this.prefix = prefix;
        this.delimiters = keys.stream().map(Key::delimiter).toArray(String[]::new);
        this.targets = new @Nullable Target[keys.size()];
        this.padded = new boolean[keys.size()];
        for (int i = 0; i < keys.size(); i++) {
            padded[i] = keys.get(i).padded;
            targets[i] = keys.get(i).target;
        }
    }

    private record Key(@Nullable Target target, boolean padded, String delimiter) {}

    static DissectPattern compile(Scope scope, YamlNode at, String pattern) throws YamlException {
        int open = pattern.indexOf("%{");
        if (open < 0) {
            throw at.error("a dissect pattern has at least one key %{name}; use 'when' to test a text");
        }
        String prefix = pattern.substring(0, open);
        List<Key> keys = new ArrayList<>();
        while (open >= 0) {
            int close = pattern.indexOf('}', open);
            if (close < 0) {
                throw at.error("'%{' at character " + (open + 1) + " is not closed with '}'");
            }
            int next = pattern.indexOf("%{", close);
            String delimiter = next < 0 ? pattern.substring(close + 1) : pattern.substring(close + 1, next);
            if (delimiter.isEmpty() && next >= 0) {
                throw at.error("two keys need a literal between them, at character " + (next + 1));
            }
            keys.add(key(scope, at, pattern.substring(open + 2, close), delimiter));
            open = next;
        }
        scope.positions(keys.size() * 2);
        return new DissectPattern(prefix, keys);
    }

    private static Key key(Scope scope, YamlNode at, String text, String delimiter) throws YamlException {
        String name = text.strip();
        boolean padded = name.endsWith("->");
        if (padded) {
            name = name.substring(0, name.length() - 2);
            if (delimiter.isEmpty()) {
                throw at.error("'->' needs a literal behind the key");
            }
        }
        if (name.startsWith("+") || name.startsWith("*") || name.startsWith("&")) {
            throw at.error(
                    "'%{" + text + "}': keys with + * & are not supported; use scratch names and 'set' or 'join'");
        }
        return new Key(name.isEmpty() || name.startsWith("?") ? null : scope.target(at, name), padded, delimiter);
    }

    /** Whether the whole text fits; then {@code positions} holds begin and end of each value. */
    boolean match(String text, int[] positions) {
        if (!text.startsWith(prefix)) {
            return false;
        }
        int at = prefix.length();
        int last = delimiters.length - 1;
        for (int i = 0; i <= last; i++) {
            String delimiter = delimiters[i];
            positions[2 * i] = at;
            if (i == last) {
                int end = text.length() - delimiter.length();
                if (end < at || !text.endsWith(delimiter)) {
                    return false;
                }
                positions[2 * i + 1] = padded[i] ? beforePadding(text, at, end, delimiter) : end;
                return true;
            }
            int found = delimiter.length() == 1 ? text.indexOf(delimiter.charAt(0), at) : text.indexOf(delimiter, at);
            if (found < 0) {
                return false;
            }
            positions[2 * i + 1] = found;
            at = found + delimiter.length();
            if (padded[i]) {
                while (text.startsWith(delimiter, at)) {
                    at += delimiter.length();
                }
            }
        }
        return true;
    }

    private static int beforePadding(String text, int from, int to, String delimiter) {
        int end = to;
        while (end - delimiter.length() >= from && text.startsWith(delimiter, end - delimiter.length())) {
            end -= delimiter.length();
        }
        return end;
    }

    void set(Frame frame, String text, int[] positions) {
        for (int i = 0; i < targets.length; i++) {
            Target target = targets[i];
            if (target != null && positions[2 * i + 1] > positions[2 * i]) {
                target.text(frame, text.substring(positions[2 * i], positions[2 * i + 1]));
            }
        }
    }

    boolean writes(String name) {
        for (Target target : targets) {
            if (target != null && target.place().name().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
