package dev.vedette.host.ingest;

import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whose telemetry a receiver takes in, and how it is to be read.
 *
 * @param client id of the client that owns it
 * @param parser id of the parser that all records go to, or null to recognise them
 * @param zone of time stamps that carry none, or null for the client's
 * @param sourceName what tells the log sources apart: the address, unless something else is said
 */
public record BindingSettings(
        @Nullable String client,
        @Nullable String parser,
        @Nullable ZoneId zone,
        @Nullable SourceName sourceName) {
    static final BindingSettings DEFAULT = new BindingSettings(null, null, null);

    public BindingSettings(@Nullable String client, @Nullable String parser, @Nullable ZoneId zone) {
        this(client, parser, zone, null);
    }

    public BindingSettings {
        client = client == null ? "default" : client;
        sourceName = sourceName == null ? SourceName.ADDRESS : sourceName;
        Check.that(!client.isBlank(), "the client's id is empty");
    }

    @Override
    public String client() {
        return Objects.requireNonNull(client);
    }

    @Override
    public SourceName sourceName() {
        return Objects.requireNonNull(sourceName);
    }
}
