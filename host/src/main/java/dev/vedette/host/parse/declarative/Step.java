package dev.vedette.host.parse.declarative;

import dev.vedette.host.parse.ParseTrace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step.
 *
 * @param when null where it always runs
 */
record Step(String id, @Nullable Guard when, List<Action> actions, OnFailure onFailure) {
    /**
     * A condition that may begin with the value of one name.
     *
     * @param whole the condition
     * @param place the name whose value must be one of {@code values}, or null
     * @param rest what must hold besides, or null
     */
    record Guard(
            Condition whole,
            @Nullable Place place,
            List<String> values,
            @Nullable Condition rest) {}

    Result run(Frame frame) {
        if (frame.trace != null) {
            return Tracing.run(this, frame, frame.trace);
        }
        Guard guard = when;
        return guard == null || guard.whole.test(frame) ? act(frame) : Result.OK;
    }

    /** Runs it where a dispatch has seen that the name has one of the values. */
    Result runDispatched(Frame frame) {
        Guard guard = when;
        Condition rest = guard == null ? null : guard.rest;
        return rest == null || rest.test(frame) ? act(frame) : Result.OK;
    }

    Result act(Frame frame) {
        for (Action action : actions) {
            Result result = action.run(frame);
            if (result != Result.OK) {
                return result == Result.FAILED ? onFailure.apply(frame, id) : result;
            }
        }
        return Result.OK;
    }

    boolean writes(String name) {
        return actions.stream().anyMatch(action -> action.writes(name));
    }

    /** Only for {@link Tracing}. */
    void tell(ParseTrace trace, Frame frame, String outcome, List<ParseTrace.Change> changes) {
        trace.step(frame.parser, id, outcome, changes);
    }
}
