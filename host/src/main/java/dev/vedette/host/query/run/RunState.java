package dev.vedette.host.query.run;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What one run has used, and what its reader should know. */
final class RunState {
    private final RunLimits limits;
    private final Budget values;
    private final Set<String> notes = new LinkedHashSet<>();
    private boolean cut;

    RunState(RunLimits limits) {
        this.limits = limits;
        this.values = new Budget(limits.values());
    }

    RunLimits limits() {
        return limits;
    }

    Budget values() {
        return values;
    }

    void note(String text) {
        notes.add(text);
    }

    /** Rows were left out. */
    void cut() {
        cut = true;
    }

    boolean isCut() {
        return cut;
    }

    List<String> notes() {
        return List.copyOf(notes);
    }
}
