package dev.vedette.host.parse.declarative;

import org.jspecify.annotations.Nullable;

/**
 * From one text to one value: {@code replace}, {@code split}, {@code join}, {@code urldecode}, {@code hexdecode}.
 *
 * @param function null from it means that the text is none of what the action reads
 */
record Rewrite(String what, Template from, Target to, Function function) implements Action {
    /** Text to a value. */
    @FunctionalInterface
    interface Function {
        @Nullable
        Object apply(String text);
    }

    @Override
    public Result run(Frame frame) {
        String text = from.text(frame);
        if (text == null) {
            return Result.OK;
        }
        Object value = function.apply(text);
        if (value == null) {
            return frame.fail(what + ": the text cannot be read");
        }
        if ("".equals(value)) {
            to.place().remove(frame);
        } else {
            to.value(frame, value);
        }
        return Result.OK;
    }

    @Override
    public boolean writes(String name) {
        return to.place().name().equals(name);
    }
}
