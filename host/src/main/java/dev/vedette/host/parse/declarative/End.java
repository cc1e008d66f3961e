package dev.vedette.host.parse.declarative;

import dev.vedette.api.parse.ParseResult;

/** {@code drop} and {@code fail}. */
record End(ParseResult result) implements Action {
    @Override
    public Result run(Frame frame) {
        return frame.end(result);
    }

    @Override
    public boolean writes(String name) {
        return false;
    }
}
