package dev.vedette.host.parse;

import java.util.ArrayList;
import java.util.List;

/** A trace as lines of text, for people. Not thread-safe. */
public final class TraceLines implements ParseTrace {
    private static final int MAX_VALUE = 200;

    private final List<String> lines = new ArrayList<>();

    @Override
    public void candidate(String parser, String why) {
        lines.add(parser + ": asked, " + why);
    }

    @Override
    public void rejected(String parser, String reason) {
        lines.add(parser + ": no, " + reason);
    }

    @Override
    public void taken(String parser, String how) {
        lines.add(parser + ": " + how);
    }

    @Override
    public void held(String parser, String why) {
        lines.add(parser + ": waits, " + why);
    }

    @Override
    public void step(String parser, String step, String outcome, List<Change> changes) {
        lines.add("  " + step + ": " + outcome);
        for (Change change : changes) {
            String value = change.value();
            lines.add("    " + change.field()
                    + (value.isEmpty() ? " removed" : " = " + EnvelopeFields.cut(value, MAX_VALUE)));
        }
    }

    /** What happened, in order. */
    public List<String> lines() {
        return List.copyOf(lines);
    }
}
