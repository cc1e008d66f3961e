package dev.vedette.api;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The reply to a request made through {@link HttpAccess}. Immutable by agreement: nobody writes into its body. */
@Incubating
public final class HttpReply {
    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    private HttpReply(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        this.headers.putAll(headers);
        this.body = body;
    }

    /**
     * A reply; made by the host, and by tests.
     *
     * @param status 100 to 599
     * @param headers several values of one name are joined with a comma (RFC 9110, section 5.3)
     * @param body taken over without a copy
     * @throws IllegalArgumentException if the status is not of that range
     */
    public static HttpReply of(int status, Map<String, String> headers, byte[] body) {
        if (status < 100 || status > 599) {
            throw new IllegalArgumentException("an HTTP status is 100 to 599, not " + status);
        }
        return new HttpReply(status, headers, body);
    }

    /** The status code (RFC 9110, section 15). */
    public int status() {
        return status;
    }

    /**
     * A header's value, or null if the reply does not have it.
     *
     * @param name in any case
     */
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /** The body, decompressed, not a copy: read only. */
    public byte[] body() {
        return body;
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
