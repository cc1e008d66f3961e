package dev.vedette.host.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a principal may do. Every route asks for one of these. */
public enum Role {
    /** Sends telemetry in and sees nothing. */
    INGEST,
    /** Reads events, offenses, rules and reports of its clients. */
    VIEWER,
    /** A viewer who also closes offenses. */
    ANALYST,
    /** Everything, packs included. */
    ADMINISTRATOR;

    /** Whether who has this role may do what asks for {@code required}. */
    public boolean includes(Role required) {
        return switch (this) {
            case ADMINISTRATOR -> true;
            case ANALYST -> required == ANALYST || required == VIEWER;
            case VIEWER -> required == VIEWER;
            case INGEST -> required == INGEST;
        };
    }

    /** The name as people write it: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of this label, or null. */
    public static @Nullable Role of(String label) {
        return Arrays.stream(values())
                .filter(role -> role.label().equals(label))
                .findFirst()
                .orElse(null);
    }

    /** All labels, for error messages. */
    public static String labels() {
        return Arrays.stream(values()).map(Role::label).collect(Collectors.joining(", "));
    }
}
