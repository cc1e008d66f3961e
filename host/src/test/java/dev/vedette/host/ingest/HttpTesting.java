package dev.vedette.host.ingest;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/** A receiver that speaks HTTP and knows one token, {@code secret}. */
abstract class HttpTesting extends ReceiverTesting {
    static final String SECRET = "secret";
    static final Admission ONE =
            secret -> SECRET.equals(secret) ? new Admission.Admitted("t1", "acme", null, null) : null;
    static final Admission BOUND =
            secret -> SECRET.equals(secret) ? new Admission.Admitted("t1", "acme", "dmz", "acme.wall") : null;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    record Answer(int status, String text, byte[] bytes, HttpResponse<byte[]> response) {
        JsonObject json() {
            return new JsonObject(text);
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    CompletableFuture<Answer> later(Receiver receiver, String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + receiver.port() + path))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(response -> new Answer(
                        response.statusCode(),
                        new String(response.body(), StandardCharsets.UTF_8),
                        response.body(),
                        response));
    }

    Answer call(Receiver receiver, String method, String path, String body, String... headers) throws Exception {
        return later(receiver, method, path, utf8(body), headers).get(20, TimeUnit.SECONDS);
    }

    Answer call(Receiver receiver, String method, String path, byte[] body, String... headers) throws Exception {
        return later(receiver, method, path, body, headers).get(20, TimeUnit.SECONDS);
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }
}
