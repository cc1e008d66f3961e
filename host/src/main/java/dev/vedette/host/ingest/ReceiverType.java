package dev.vedette.host.ingest;

import dev.vedette.host.parse.envelope.Envelopes;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The kinds of receiver, spelled in configuration as {@link #spelling()}. */
public enum ReceiverType {
    SYSLOG_UDP,
    SYSLOG_TCP,
    FLOW_UDP,
    HTTP,
    HEC,
    ELASTIC_BULK,
    OTLP_HTTP,
    GELF_UDP,
    GELF_TCP,
    LUMBERJACK,
    FILE;

    /** Whether senders connect, so that there can be TLS and a PROXY header. */
    boolean isTcp() {
        return switch (this) {
            case SYSLOG_UDP, FLOW_UDP, GELF_UDP, FILE -> false;
            case SYSLOG_TCP, HTTP, HEC, ELASTIC_BULK, OTLP_HTTP, GELF_TCP, LUMBERJACK -> true;
        };
    }

    /** What the protocol puts around each record; null where the record stands by itself, or the request says. */
    @Nullable
    String envelope() {
        return switch (this) {
            case GELF_UDP, GELF_TCP -> Envelopes.GELF;
            case LUMBERJACK -> Envelopes.DOCUMENT;
            default -> null;
        };
    }

    public String spelling() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Reads {@link #spelling()}.
     *
     * @throws IllegalArgumentException naming the types there are
     */
    public static ReceiverType of(String spelling) {
        for (ReceiverType type : values()) {
            if (type.spelling().equals(spelling)) {
                return type;
            }
        }
        throw new IllegalArgumentException("there is no receiver type '" + spelling + "'; the types are "
                + Arrays.stream(values()).map(ReceiverType::spelling).collect(Collectors.joining(", ")));
    }
}
