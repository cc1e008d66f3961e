package dev.vedette.host.source;

import dev.vedette.api.event.Origin;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names a source.
 *
 * @param client the client (tenant) that it belongs to
 * @param source what {@link Origin#source()} says: a path, or receiver and sender
 */
public record SourceId(String client, String source) {
    static SourceId of(Origin origin) {
        return new SourceId(origin.client(), origin.source());
    }

    /** A short name for addresses of the API, where a path would not do: 16 hexadecimal digits, always the same. */
    public String handle() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(client.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return HexFormat.of().formatHex(digest.digest(source.getBytes(StandardCharsets.UTF_8)), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
