package dev.vedette.host.ingest.pull;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP API that answers with records. In {@code url}, {@code query}, {@code headers} and {@code body} these are replaced:
 * <code>{cursor}</code> by how far the last fetch came, <code>{now}</code> by the time of the fetch.
 *
 * @param url absolute, http or https
 * @param method GET unless something else is said
 * @param query parameters that are added to the URL
 * @param body null for none
 * @param auth how the host says who it is
 * @param records path in the reply to the list of records, with dots; empty when the reply is the list (or NDJSON) itself
 * @param next where the next page is
 * @param cursor what is remembered for the next fetch
 * @param requestsPerMinute at most
 * @param timeout of one request
 * @param maxPages of one fetch; the rest comes with the next
 * @param maxReplyBytes of one page
 */
public record RestSettings(
        @Nullable URI url,
        @Nullable String method,
        Map<String, String> headers,
        Map<String, String> query,
        @Nullable String body,
        @Nullable RestAuth auth,
        @Nullable String records,
        @Nullable RestNext next,
        @Nullable RestCursor cursor,
        int requestsPerMinute,
        @Nullable Duration timeout,
        int maxPages,
        int maxReplyBytes) {
    public RestSettings {
        if (url == null
                || url.getHost() == null
                || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw new IllegalArgumentException("rest.url is an absolute http or https address, not '" + url + "'");
        }
        method = method == null ? "GET" : method;
        headers = Map.copyOf(headers);
        query = Map.copyOf(query);
        auth = auth == null ? RestAuth.NONE : auth;
        records = records == null ? "" : records;
        next = next == null ? RestNext.NONE : next;
        cursor = cursor == null ? RestCursor.NONE : cursor;
        requestsPerMinute = requestsPerMinute == 0 ? 60 : requestsPerMinute;
        timeout = timeout == null ? Duration.ofSeconds(60) : timeout;
        maxPages = maxPages == 0 ? 1_000 : maxPages;
        maxReplyBytes = maxReplyBytes == 0 ? 64 << 20 : maxReplyBytes;
        if (requestsPerMinute < 1 || maxPages < 1 || maxReplyBytes < 1024 || timeout.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "rest: requests-per-minute, max-pages and timeout are above zero, max-reply-bytes at least 1024");
        }
    }

    @Override
    public URI url() {
        return Objects.requireNonNull(url);
    }

    @Override
    public String method() {
        return Objects.requireNonNull(method);
    }

    @Override
    public RestAuth auth() {
        return Objects.requireNonNull(auth);
    }

    @Override
    public String records() {
        return Objects.requireNonNull(records);
    }

    @Override
    public RestNext next() {
        return Objects.requireNonNull(next);
    }

    @Override
    public RestCursor cursor() {
        return Objects.requireNonNull(cursor);
    }

    @Override
    public Duration timeout() {
        return Objects.requireNonNull(timeout);
    }
}
