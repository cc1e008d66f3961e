package dev.vedette.host.forward;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP server that takes lines by POST.
 *
 * @param headers sent with each request
 * @param tokenFile holds a secret that goes into the header Authorization, read anew for each request
 * @param tokenPrefix before it; null is {@code "Bearer "}, Splunk wants {@code "Splunk "}
 * @param gzip whether bodies are compressed
 * @param timeout of a request; null is a minute
 */
public record PostSettings(
        URI url,
        Map<String, String> headers,
        @Nullable Path tokenFile,
        @Nullable String tokenPrefix,
        boolean gzip,
        @Nullable Duration timeout) {
    public PostSettings {
        headers = Map.copyOf(headers);
        tokenPrefix = tokenPrefix == null ? "Bearer " : tokenPrefix;
        timeout = timeout == null ? Duration.ofMinutes(1) : timeout;
        String scheme = String.valueOf(url.getScheme());
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("http.url begins with http:// or https://, not '" + url + "'");
        }
    }

    @Override
    public String tokenPrefix() {
        return Objects.requireNonNull(tokenPrefix);
    }

    @Override
    public Duration timeout() {
        return Objects.requireNonNull(timeout);
    }
}
