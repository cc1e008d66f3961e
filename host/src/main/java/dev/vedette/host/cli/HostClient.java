package dev.vedette.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.host.CommandEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Speaks the REST API of one host. */
final class HostClient implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONG_DOWNLOAD = Duration.ofDays(7);

    private final HttpClient http;
    private final URI base;
    private final String token;

    /** The host that a data folder's file leads to. */
    HostClient(CommandEndpoint.Address address, String token) {
        this(
                address.url(),
                address.fingerprint() == null ? null : PinnedCertificate.context(address.fingerprint()),
                token);
    }

    /** @param trust what certificates are good; null for those that every program on this machine takes */
    HostClient(URI base, @Nullable SSLContext trust, String token) {
        HttpClient.Builder builder =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).version(HttpClient.Version.HTTP_1_1);
        if (trust != null) {
            builder.sslContext(trust);
        }
        this.http = builder.build();
        this.base = base;
        this.token = token;
    }

    /** Whether a host answers at all, whatever it says. */
    boolean answers() {
        try {
            HttpRequest request = HttpRequest.newBuilder(base.resolve("/health/livez"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A query string that leaves out what is null. */
    static String query(@Nullable Object... namesAndValues) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            if (value != null) {
                parameters.put(String.valueOf(namesAndValues[i]), value.toString());
            }
        }
        return parameters.isEmpty()
                ? ""
                : parameters.entrySet().stream()
                        .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "?", ""));
    }

    /** A part of a path, whatever characters it has. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    JsonNode get(String path) {
        return json(send(request(path).GET()));
    }

    JsonNode post(String path, JsonNode body) {
        return json(send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))));
    }

    /** The same with a preference (RFC 7240): how long the host may wait with its answer. */
    JsonNode post(String path, JsonNode body, String prefer) {
        return json(send(request(path)
                .header("Content-Type", "application/json")
                .header("Prefer", prefer)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))));
    }

    JsonNode get(String path, String prefer) {
        return json(send(request(path).header("Prefer", prefer).GET()));
    }

    JsonNode patch(String path, JsonNode body) {
        return json(send(request(path)
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(body.toString()))));
    }

    JsonNode upload(String path, byte[] body) {
        return json(send(request(path)
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))));
    }

    JsonNode delete(String path) {
        return json(send(request(path).DELETE()));
    }

    /** The answer itself, for what is no JSON. */
    HttpResponse<byte[]> download(String path, JsonNode body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    /**
     * Writes an answer of any length to a file, or to a stream where none is named. The file is there when it is whole.
     *
     * @return how many bytes there were
     */
    long download(String path, @Nullable Path file, OutputStream stream) throws IOException {
        HttpResponse<InputStream> response =
                exchange(request(path).timeout(LONG_DOWNLOAD).GET(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() >= 300) {
                throw problem(response.statusCode(), body.readAllBytes());
            }
            if (file == null) {
                return body.transferTo(stream);
            }
            Path part = Path.of(file + ".part");
            long bytes = Files.copy(body, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            return bytes;
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            throw new CliException("the host broke off: what came is not whole (" + e.getMessage() + "); try again"
                    + (file == null ? "" : ". It is in " + file + ".part"));
        }
    }

    /** Sends lines to the HTTP receiver; the status and body are the caller's to judge (429: come again). */
    HttpResponse<byte[]> ingest(String query, byte[] lines) {
        return sendAnyway(request("/api/v1/ingest" + query)
                .header("Content-Type", "text/plain; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofByteArray(lines)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofMinutes(5))
                .header("Authorization", "Bearer " + token);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        HttpResponse<byte[]> response = sendAnyway(request);
        if (response.statusCode() >= 300) {
            throw problem(response.statusCode(), response.body());
        }
        return response;
    }

    private HttpResponse<byte[]> sendAnyway(HttpRequest.Builder request) {
        return exchange(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private <T> HttpResponse<T> exchange(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(request.build(), body);
        } catch (ConnectException e) {
            throw new CliException("no host answers at " + base + "; start one with 'vedette serve'");
        } catch (IOException e) {
            throw new CliException("the host at " + base + " does not answer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException("interrupted");
        }
    }

    /** What a problem+json answer (RFC 9457) says, in one line. */
    private static CliException problem(int status, byte[] body) {
        try {
            JsonNode problem = JSON.readTree(body);
            String detail = problem.path("detail").asText(problem.path("title").asText());
            if (problem.has("column")) {
                detail = "column " + problem.path("column").asText() + ": " + detail;
            }
            return new RefusedException(
                    sentences(detail, problem.path("remedy").asText()),
                    problem.path("column").asInt());
        } catch (IOException e) {
            return new CliException("the host answered " + status);
        }
    }

    private static String sentences(String what, String remedy) {
        boolean ended = what.isEmpty() || ".?!".indexOf(what.charAt(what.length() - 1)) >= 0;
        return (what + (ended ? " " : ". ") + remedy).strip();
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new CliException("the host's answer is no JSON: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
