package dev.vedette.host.pack;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts what a plugin threw into words. A throwable is the plugin's object: asking it runs the plugin's code, and keeping
 * it keeps the plugin's classes. So it is asked here, inside the guarded call, and only texts leave.
 */
final class Faults {
    private static final int MAX_DETAIL = 300;
    private static final int MAX_FRAMES = 40;

    /** Frames that say nothing to the plugin's author. */
    private static final List<String> NOT_THE_PLUGINS =
            List.of("java.", "jdk.", "sun.", "org.pf4j.", "dev.vedette.api.");

    /** Where the host's own frames begin. */
    private static final Set<String> CALLERS =
            Set.of(PackGuard.class.getName(), PackCodeLoader.class.getName(), LoadedCode.class.getName());

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
        for (StackTraceElement frame : cause(thrown) == null ? frames : frames(root(thrown))) {
            if (NOT_THE_PLUGINS.stream().noneMatch(frame.getClassName()::startsWith)) {
                return what.append(" at ").append(frame).toString();
            }
        }
        return what.toString();
    }

    /** What caused it in the first place. */
    static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        Throwable cause = cause(root);
        for (int i = 0; i < 10 && cause != null; i++) {
            root = cause;
            cause = cause(root);
        }
        return root;
    }

    private static PluginFault.Kind kind(Throwable thrown) {
        return switch (thrown) {
            case StackOverflowError overflow -> PluginFault.Kind.STACK_OVERFLOW;
            case OutOfMemoryError memory -> PluginFault.Kind.MEMORY;
            case LinkageError linkage -> PluginFault.Kind.LINKAGE;
            default -> PluginFault.Kind.EXCEPTION;
        };
    }

    /** Its message, cut; null where it has none or does not give it. */
    static @Nullable String detail(Throwable thrown) {
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
            return Arrays.stream(frames)
                    .takeWhile(frame -> !CALLERS.contains(frame.getClassName()))
                    .limit(MAX_FRAMES)
                    .toArray(StackTraceElement[]::new);
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
