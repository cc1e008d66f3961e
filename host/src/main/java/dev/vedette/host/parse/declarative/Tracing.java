package dev.vedette.host.parse.declarative;

import dev.vedette.api.event.Field;
import dev.vedette.host.parse.ParseTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Runs a step and tells what it did. */
final class Tracing {
    private Tracing() {}

    static Result run(Step step, Frame frame, ParseTrace trace) {
        Step.Guard guard = step.when();
        if (guard != null && !guard.whole().test(frame)) {
            step.tell(trace, frame, "skipped: its condition does not hold", List.of());
            return Result.OK;
        }
        Map<String, String> before = values(frame);
        frame.failure = "";
        Result result = step.act(frame);
        String outcome = result == Result.END
                ? "ended the parse: " + frame.result
                : frame.failure.isEmpty() ? "ran" : "failed: " + frame.failure;
        step.tell(trace, frame, outcome, changes(before, values(frame)));
        frame.failure = "";
        return result;
    }

    private static List<ParseTrace.Change> changes(Map<String, String> before, Map<String, String> after) {
        List<ParseTrace.Change> changes = new ArrayList<>();
        after.forEach((name, value) -> {
            if (!value.equals(before.get(name))) {
                changes.add(new ParseTrace.Change(name, value));
            }
        });
        before.keySet().stream()
                .filter(name -> !after.containsKey(name))
                .forEach(name -> changes.add(new ParseTrace.Change(name, "")));
        return List.copyOf(changes);
    }

    private static Map<String, String> values(Frame frame) {
        Map<String, String> values = new TreeMap<>();
        for (Field field : frame.draft.fields()) {
            values.put(field.name(), String.valueOf(frame.draft.get(field)));
        }
        for (int slot = 0; slot < frame.scratch.length; slot++) {
            @Nullable Object value = frame.scratch[slot];
            if (value != null) {
                values.put(frame.scratchNames.get(slot), value.toString());
            }
        }
        return values;
    }
}
