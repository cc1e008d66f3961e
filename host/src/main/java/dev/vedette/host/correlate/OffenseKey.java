package dev.vedette.host.correlate;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * What an offense is about.
 *
 * @param field name of the index field, for example {@code source.ip}
 * @param value its value as text
 */
public record OffenseKey(String client, String field, String value) {
    /** One text for the key; the parts cannot run into each other. */
    public String text() {
        return client + '\u0000' + field + '\u0000' + value;
    }

    /** The same id whenever the same event opens an offense with this key. */
    String offenseId(String firstEventId) {
        return UUID.nameUUIDFromBytes((text() + '\u0000' + firstEventId).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
