package dev.vedette.host.ingest;

import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The token that a request shows, in whatever way its protocol has for it: {@code Bearer T}, {@code Splunk T}, the password
 * of {@code Basic}, the key of {@code ApiKey} (base64 of {@code id:key}, or the key itself).
 */
public final class Credentials {
    private Credentials() {}

    /** The token; null when there is none, empty when what is there is no credential at all. */
    public static @Nullable String of(HttpServerRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null || header.isBlank()) {
            return null;
        }
        String text = header.strip();
        int space = text.indexOf(' ');
        if (space < 0) {
            return "";
        }
        String value = text.substring(space + 1).strip();
        return switch (text.substring(0, space).toLowerCase(Locale.ROOT)) {
            case "bearer", "splunk" -> value;
            case "basic" -> behindColon(decoded(value), "");
            case "apikey" -> behindColon(decoded(value), value);
            default -> "";
        };
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String behindColon(String pair, String otherwise) {
        int colon = pair.indexOf(':');
        return colon < 0 ? otherwise : pair.substring(colon + 1);
    }
}
