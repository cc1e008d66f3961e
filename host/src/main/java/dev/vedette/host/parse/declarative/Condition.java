package dev.vedette.host.parse.declarative;

import java.util.List;

/** A compiled {@code when}. Immutable. */
@FunctionalInterface
interface Condition {
    boolean test(Frame frame);

    /** Whether one of them holds; those behind it are not asked. */
    static Condition any(List<Condition> conditions) {
        Condition[] each = conditions.toArray(Condition[]::new);
        return frame -> {
            for (Condition one : each) {
                if (one.test(frame)) {
                    return true;
                }
            }
            return false;
        };
    }

    /** Whether all of them hold; those behind one that does not are not asked. */
    static Condition all(List<Condition> conditions) {
        if (conditions.size() == 1) {
            return conditions.get(0);
        }
        Condition[] each = conditions.toArray(Condition[]::new);
        return frame -> {
            for (Condition one : each) {
                if (!one.test(frame)) {
                    return false;
                }
            }
            return true;
        };
    }
}
