package dev.vedette.host.parse.declarative;

import dev.vedette.api.event.LogSource;
import java.util.List;

/** Says of what kind the event is, in Sigma's sense. */
record AddLogSources(List<LogSource> sources) implements Action {
    @Override
    public Result run(Frame frame) {
        for (LogSource source : sources) {
            frame.draft.logSource(source);
        }
        return Result.OK;
    }

    @Override
    public boolean writes(String name) {
        return false;
    }
}
