package dev.vedette.host.forward;

import dev.vedette.api.event.RawRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/** Lines by POST; an answer of 200 to 299 says that the target has them. */
final class PostTarget implements Target {
    private static final Set<Integer> NEVER = Set.of(400, 413, 415, 422);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final PostSettings settings;
    // Redirects are not followed: they would carry the secret to wherever the answer says.
    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    PostTarget(PostSettings settings) {
        this.settings = settings;
    }

    @Override
    public void send(List<RawRecord> records, Instant now) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.url())
                .timeout(settings.timeout())
                .header("Content-Type", "application/x-ndjson");
        settings.headers().forEach(request::setHeader);
        if (settings.tokenFile() != null) {
            request.setHeader(
                    "Authorization",
                    settings.tokenPrefix()
                            + Files.readString(settings.tokenFile()).strip());
        }
        byte[] body = Lines.of(records);
        if (settings.gzip()) {
            request.setHeader("Content-Encoding", "gzip");
            body = compressed(body);
        }
        HttpResponse<Void> answer = client.send(
                request.POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
                HttpResponse.BodyHandlers.discarding());
        int status = answer.statusCode();
        if (status >= 200 && status < 300) {
            return;
        }
        String message = settings.url().getHost() + " answers " + status;
        if (NEVER.contains(status)) {
            throw new RefusedException(message);
        }
        String later = answer.headers().firstValue("Retry-After").orElse("");
        if (later.matches("\\d{1,6}")) {
            Duration pause = Duration.ofSeconds(Long.parseLong(later));
            throw new LaterException(message, pause.compareTo(LONGEST) > 0 ? LONGEST : pause);
        }
        throw new IOException(message);
    }

    private static byte[] compressed(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
