package dev.vedette.host.pack;

import org.jspecify.annotations.Nullable;

/**
 * A call into a plugin that gave no result. The message names pack, version, extension and cause; it is what an event
 * kept as {@code pipeline_error} carries as {@code error.message}. It may quote the plugin's own message and with it the
 * record, so it belongs into the event and not into a log; {@link #summary()} has none of that.
 */
public final class PluginFault extends Exception {
    private static final long serialVersionUID = 1;

    /** What happened. */
    public enum Kind {
        /** It threw an exception, or an error that is none of the following. */
        EXCEPTION,
        /** It gave null. */
        NULL,
        /** A class or method that it needs is not there, or an initialiser failed. */
        LINKAGE,
        STACK_OVERFLOW,
        /** It asked for more memory than there is. */
        MEMORY,
        /** It ran beyond the hard limit, on a thread that nobody declared as replaceable. */
        OVERRUN,
        /** It was not called: it failed too often and is tried again later. */
        PAUSED,
        /** It was not called: it holds too many threads that cannot be stopped. */
        QUARANTINED,
        /** It was not called: its pack was replaced. Take the new registry and ask again. */
        RETIRED
    }

    private final Kind kind;
    private final String summary;

    /** @param frames where the plugin threw; the throwable itself is not kept, it holds the plugin's classes */
    PluginFault(Kind kind, String summary, @Nullable String detail, StackTraceElement @Nullable [] frames) {
        super(detail == null ? summary : summary + ": " + detail, null, false, frames != null);
        this.kind = kind;
        this.summary = summary;
        if (frames != null) {
            setStackTrace(frames);
        }
    }

    public Kind kind() {
        return kind;
    }

    /** The message without anything that the plugin said. */
    public String summary() {
        return summary;
    }

    /** Whether the plugin was called at all; otherwise somebody else may be asked. */
    public boolean called() {
        return switch (kind) {
            case PAUSED, QUARANTINED, RETIRED -> false;
            default -> true;
        };
    }
}
