package dev.vedette.host.parse.declarative;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table; the first member of a list value that is in it counts. */
record Lookup(
        Template from,
        boolean ignoreCase,
        Map<String, Assign> table,
        @Nullable Assign otherwise) implements Action {
    @Override
    public Result run(Frame frame) {
        Object value = from.value(frame);
        if (value == null) {
            return Result.OK;
        }
        Assign found = null;
        if (value instanceof List<?> list) {
            for (int i = 0; found == null && i < list.size(); i++) {
                found = find(list.get(i));
            }
        } else {
            found = find(value);
        }
        Assign chosen = found == null ? otherwise : found;
        return chosen == null ? Result.OK : chosen.run(frame);
    }

    private @Nullable Assign find(Object value) {
        String key = value.toString();
        return table.get(ignoreCase ? key.toLowerCase(Locale.ROOT) : key);
    }

    @Override
    public boolean writes(String name) {
        return table.values().stream().anyMatch(assign -> assign.writes(name))
                || (otherwise != null && otherwise.writes(name));
    }
}
