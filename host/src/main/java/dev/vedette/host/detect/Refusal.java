package dev.vedette.host.detect;

import org.jspecify.annotations.Nullable;

/**
 * A rule that is not used, and why; the place is that of what is wrong, lines and columns from 1.
 *
 * @param reason what is wrong or not supported, by name, and what would be right
 */
public record Refusal(String path, @Nullable String ruleId, int line, int column, String reason) {
    /** As compilers write it: {@code path:line:column: reason}. */
    @Override
    public String toString() {
        return path + ":" + line + ":" + column + ": " + reason;
    }
}
