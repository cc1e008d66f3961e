package dev.vedette.host.pack;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Puts what a plugin threw into words. A throwable is the plugin's object: asking it runs the plugin's code, and keeping
 * it keeps the plugin's classes. So it is asked here, inside the guarded call, and only texts leave.
 */
final class Faults {
    private static final int MAX_DETAIL = 300;
    private static final int MAX_FRAMES = 40;

    private Faults() {}

    static PluginFault ofNull(PackGuard.Plugin plugin) {
        return new PluginFault(PluginFault.Kind.NULL, plugin + " gave null", null, null);
    }

    static PluginFault of(PackGuard.Plugin plugin, Throwable thrown) {
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt(); // meant for the thread, not for the plugin
        }
        StackTraceElement[] frames = frames(thrown);
        return new PluginFault(kind(thrown), plugin + " threw " + what(thrown, frames), detail(thrown), frames);
    }

    /** Class and place of a throwable, and those of what caused it. */
    static String what(Throwable thrown) {
        return what(thrown, frames(thrown));
    }

    private static String what(Throwable thrown, StackTraceElement[] frames) {
        StringBuilder what = new StringBuilder(thrown.getClass().getName());
        Throwable cause = cause(thrown);
        for (int i = 0; i < 3 && cause != null; i++) {
            what.append(" caused by ").append(cause.getClass().getName());
            cause = cause(cause);
        }
        for (StackTraceElement frame : frames) {
            if (!frame.getClassName().startsWith("java.")
                    && !frame.getClassName().startsWith("jdk.")) {
                return what.append(" at ").append(frame).toString();
            }
        }
        return what.toString();
    }

    private static PluginFault.Kind kind(Throwable thrown) {
        return switch (thrown) {
            case StackOverflowError overflow -> PluginFault.Kind.STACK_OVERFLOW;
            case OutOfMemoryError memory -> PluginFault.Kind.MEMORY;
            case LinkageError linkage -> PluginFault.Kind.LINKAGE;
            default -> PluginFault.Kind.EXCEPTION;
        };
    }

    private static @Nullable String detail(Throwable thrown) {
        try {
            String message = thrown.getMessage();
            return message == null || message.length() <= MAX_DETAIL ? message : message.substring(0, MAX_DETAIL);
        } catch (Throwable itself) {
            return null;
        }
    }

    private static StackTraceElement[] frames(Throwable thrown) {
        try {
            StackTraceElement[] frames = thrown.getStackTrace();
            return frames.length <= MAX_FRAMES ? frames : Arrays.copyOf(frames, MAX_FRAMES);
        } catch (Throwable itself) {
            return new StackTraceElement[0];
        }
    }

    private static @Nullable Throwable cause(Throwable thrown) {
        try {
            return thrown.getCause();
        } catch (Throwable itself) {
            return null;
        }
    }
}
