package dev.vedette.host.parse.declarative;

import java.util.List;

/** The first pattern that fits. */
record Dissect(Template from, List<DissectPattern> patterns) implements Action {
    @Override
    public Result run(Frame frame) {
        String text = from.text(frame);
        if (text == null) {
            return Result.OK;
        }
        for (DissectPattern pattern : patterns) {
            if (pattern.match(text, frame.positions)) {
                pattern.set(frame, text, frame.positions);
                return Result.OK;
            }
        }
        return frame.fail(
                patterns.size() == 1 ? "the dissect pattern does not match" : "none of the dissect patterns matches");
    }

    @Override
    public boolean writes(String name) {
        return patterns.stream().anyMatch(pattern -> pattern.writes(name));
    }
}
