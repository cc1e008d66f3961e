package dev.vedette.host.parse.declarative;

import dev.vedette.api.parse.ParseResult;

/** What the failure of a step means for the record. */
enum OnFailure {
    NOTMINE,
    WARN,
    IGNORE,
    MALFORMED;

    Result apply(Frame frame, String step) {
        return switch (this) {
            case NOTMINE -> frame.end(ParseResult.notMine());
            case MALFORMED -> frame.end(ParseResult.malformed("step '" + step + "': " + frame.failure));
            case WARN -> {
                frame.warn(step);
                yield Result.OK;
            }
            case IGNORE -> Result.OK;
        };
    }
}
