package dev.vedette.host.search;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How rows leave the house. */
public enum ExportFormat {
    /** A JSON object a line. */
    NDJSON("application/x-ndjson"),
    /** RFC 4180, with a header. */
    CSV("text/csv; charset=utf-8; header=present");

    private final String mediaType;

    ExportFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format of a label, or null. */
    public static @Nullable ExportFormat of(String label) {
        return Arrays.stream(values())
                .filter(format -> format.label().equals(label))
                .findFirst()
                .orElse(null);
    }
}
