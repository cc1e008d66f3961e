package dev.vedette.host.ingest.pull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A secret of a connector: in the configuration, or better in a file, which is read anew each time it is needed. */
final class Secret {
    private Secret() {}

    /** Exactly one of the two, or none at all where {@code needed} is false. */
    static void check(@Nullable String text, @Nullable Path file, boolean needed, String key) {
        if (text != null && file != null) {
            throw new IllegalArgumentException("'" + key + "' and '" + key + "-file' are both set; leave one out");
        }
        if (needed && text == null && file == null) {
            throw new IllegalArgumentException("'" + key + "-file' (or '" + key + "') is missing");
        }
    }

    static String read(@Nullable String text, @Nullable Path file) throws IOException {
        if (file == null) {
            return text == null ? "" : text;
        }
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new IOException("the secret in " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
