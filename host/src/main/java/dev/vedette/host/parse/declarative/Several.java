package dev.vedette.host.parse.declarative;

import java.util.List;

/** Actions one after the other. */
record Several(List<Action> actions) implements Action {
    @Override
    public Result run(Frame frame) {
        for (Action action : actions) {
            Result result = action.run(frame);
            if (result != Result.OK) {
                return result;
            }
        }
        return Result.OK;
    }

    @Override
    public boolean writes(String name) {
        return actions.stream().anyMatch(action -> action.writes(name));
    }
}
