package dev.vedette.host.ingest.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Speaks to one API: authentication, limits of rate and size, waiting when it is told to. Used by one thread. */
final class RestSession implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ATTEMPTS = 5;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Duration EARLY = Duration.ofSeconds(60); // before a token ends it is no longer used

    private final RestSettings settings;
    // Redirects are not followed: they would carry the secret to wherever the reply says.
    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(30))
            .build();
    private @Nullable String token;
    private Instant tokenEnds = Instant.EPOCH;
    private long lastRequest = System.nanoTime() - Duration.ofDays(1).toNanos();

    RestSession(RestSettings settings) {
        this.settings = settings;
    }

    /** What came back. */
    record Reply(byte[] body, @Nullable String link) {}

    Reply ask(URI address, String body, Map<String, String> headers, Taking taking)
            throws IOException, InterruptedException {
        boolean renewed = false;
        for (int attempt = 1; ; attempt++) {
            HttpResponse<byte[]> response = send(request(address, body, headers, taking), taking);
            int status = response.statusCode();
            if (status < 300) {
                return new Reply(
                        response.body(), response.headers().firstValue("Link").orElse(null));
            }
            if (status == 401 && settings.auth().kind() == RestAuth.Kind.OAUTH2 && !renewed) {
                token = null; // it may have been taken back early
                renewed = true;
                continue;
            }
            if ((status == 429 || status >= 500) && attempt < ATTEMPTS) {
                taking.pause(wait(response, attempt, taking.now()));
                continue;
            }
            throw new RestRefusedException(refusal(address, status), status);
        }
    }

    private static String place(URI address) {
        return address.getScheme() + "://" + address.getAuthority() + address.getPath();
    }

    private static String refusal(URI address, int status) {
        String advice = switch (status) {
            case 401, 403 -> "; check rest.auth and what the account may read";
            case 404 -> "; check rest.url";
            case 429 -> "; lower rest.requests-per-minute";
            case 301, 302, 307, 308 -> "; redirects are not followed: put the final address into rest.url";
            default -> "";
        };
        return place(address) + " answers " + status + advice;
    }

    private HttpResponse<byte[]> send(HttpRequest request, Taking taking) throws IOException, InterruptedException {
        long gap = Duration.ofMinutes(1).toNanos() / settings.requestsPerMinute();
        long wait = lastRequest + gap - System.nanoTime();
        if (wait > 0) {
            taking.pause(Duration.ofNanos(wait + 999_999));
        }
        lastRequest = System.nanoTime();
        return exchange(request);
    }

    /** The request's own timeout would end with the headers: a body that stalls would hold the connector for ever. */
    private HttpResponse<byte[]> exchange(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> reply = client.sendAsync(
                request,
                head -> head.statusCode() < 300
                        ? new LimitedBody(settings.maxReplyBytes())
                        : BodySubscribers.replacing(new byte[0]));
        try {
            return reply.get(settings.timeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException(
                    place(request.uri()) + " does not answer in full within "
                            + settings.timeout().toSeconds() + " s; ask for smaller pages, or raise rest.timeout",
                    e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
        } finally {
            reply.cancel(true); // nothing, unless it is still under way
        }
    }

    private HttpRequest request(URI address, String body, Map<String, String> headers, Taking taking)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        request.setHeader("Accept", "application/json");
        request.setHeader("User-Agent", "vedette");
        if (!body.isEmpty()) {
            request.setHeader("Content-Type", "application/json");
        }
        headers.forEach(request::setHeader);
        RestAuth auth = settings.auth();
        String secret = Secret.read(auth.secret(), auth.secretFile());
        switch (auth.kind()) {
            case NONE -> {}
            case BASIC -> request.setHeader("Authorization", basic(auth.user() + ":" + secret));
            case BEARER -> request.setHeader("Authorization", "Bearer " + secret);
            case HEADER ->
                request.setHeader(String.valueOf(auth.header()), (auth.prefix() == null ? "" : auth.prefix()) + secret);
            case OAUTH2 -> request.setHeader("Authorization", "Bearer " + token(auth, secret, taking));
        }
        return request.method(
                        settings.method(), body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
    }

    private static String basic(String userAndSecret) {
        return "Basic " + Base64.getEncoder().encodeToString(userAndSecret.getBytes(StandardCharsets.UTF_8));
    }

    /** A token for client credentials (RFC 6749, 4.4), the one at hand while it is good. */
    private String token(RestAuth auth, String secret, Taking taking) throws IOException, InterruptedException {
        String known = token;
        if (known != null && taking.now().isBefore(tokenEnds)) {
            return known;
        }
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        put(form, "scope", auth.scope());
        put(form, "audience", auth.audience());
        HttpRequest.Builder request = HttpRequest.newBuilder(auth.tokenUrl());
        if (auth.inBody()) {
            put(form, "client_id", auth.clientId());
            form.put("client_secret", secret);
        } else {
            request.setHeader("Authorization", basic(encode(String.valueOf(auth.clientId())) + ":" + encode(secret)));
        }
        request.setHeader("Content-Type", "application/x-www-form-urlencoded").setHeader("Accept", "application/json");
        HttpResponse<byte[]> response =
                exchange(request.POST(BodyPublishers.ofString(form(form))).build());
        JsonNode reply = response.statusCode() == 200 ? JSON.readTree(response.body()) : JSON.nullNode();
        String fresh = reply.path("access_token").textValue();
        if (fresh == null) {
            throw new IOException("no token from " + auth.tokenUrl() + ": it answers " + response.statusCode()
                    + "; check rest.auth: client-id, the secret, scope and audience");
        }
        token = fresh;
        tokenEnds =
                taking.now().plusSeconds(reply.path("expires_in").asLong(300)).minus(EARLY);
        return fresh;
    }

    private static void put(Map<String, String> form, String key, @Nullable String value) {
        if (value != null) {
            form.put(key, value);
        }
    }

    static String form(Map<String, String> values) {
        StringBuilder text = new StringBuilder();
        values.forEach((key, value) -> text.append(text.isEmpty() ? "" : "&")
                .append(encode(key))
                .append('=')
                .append(encode(value)));
        return text.toString();
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** As Retry-After says (RFC 9110, 10.2.3), seconds or a date; else twice as long each time. */
    private static Duration wait(HttpResponse<?> response, int attempt, Instant now) {
        String asked = response.headers().firstValue("Retry-After").orElse("");
        Duration wait = Duration.ofSeconds(1L << attempt);
        if (!asked.isEmpty() && asked.length() < 10 && asked.chars().allMatch(Character::isDigit)) {
            wait = Duration.ofSeconds(Long.parseLong(asked));
        } else if (!asked.isEmpty()) {
            try {
                wait = Duration.between(
                        now,
                        ZonedDateTime.parse(asked, DateTimeFormatter.RFC_1123_DATE_TIME)
                                .toInstant());
            } catch (DateTimeParseException e) {
                // not understood: our own pace
            }
        }
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    @Override
    public void close() {
        client.close();
    }
}
