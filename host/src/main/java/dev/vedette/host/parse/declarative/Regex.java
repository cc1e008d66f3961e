package dev.vedette.host.parse.declarative;

import java.util.List;
import java.util.regex.MatchResult;

/** The first expression that is found. */
record Regex(Template from, List<RegexPattern> patterns) implements Action {
    @Override
    public Result run(Frame frame) {
        String text = from.text(frame);
        if (text == null) {
            return Result.OK;
        }
        for (RegexPattern pattern : patterns) {
            MatchResult match = pattern.match(text);
            if (match != null) {
                pattern.set(frame, match);
                return Result.OK;
            }
        }
        return frame.fail("the regular expression does not match");
    }

    @Override
    public boolean writes(String name) {
        return patterns.stream()
                .flatMap(pattern -> pattern.groups().stream())
                .anyMatch(group -> group.target().place().name().equals(name));
    }
}
