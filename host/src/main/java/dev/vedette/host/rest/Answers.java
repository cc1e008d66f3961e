package dev.vedette.host.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes answers. */
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AtomicLong faults = new AtomicLong();

    void reply(RoutingContext context, Reply reply) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            if (reply instanceof Reply.Flow flow) {
                flow.body().abandon();
            }
            return;
        }
        switch (reply) {
            case Reply.Json json -> {
                json.headers().forEach(response::putHeader);
                send(response, json.status(), "application/json", bytes(json.body()));
            }
            case Reply.Flow flow -> {
                response.putHeader(HttpHeaders.CONTENT_TYPE, flow.contentType());
                if (flow.name() == null) {
                    response.putHeader(HttpHeaders.CONTENT_ENCODING, "identity");
                } else {
                    response.putHeader(HttpHeaders.CONTENT_DISPOSITION, attachment(flow.name()));
                }
                flow.body().begin(response);
            }
            case Reply.Later later -> throw new IllegalStateException("the door waits for what comes later");
            case Reply.Text text -> send(response, text.status(), text.contentType(), Buffer.buffer(text.body()));
            case Reply.Download download -> {
                response.putHeader(HttpHeaders.CONTENT_TYPE, download.contentType())
                        .putHeader(HttpHeaders.CONTENT_DISPOSITION, attachment(download.name()));
                response.end(download.content());
            }
        }
    }

    void problem(RoutingContext context, Problem problem) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed() || response.headWritten()) {
            return;
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("type", "about:blank");
        body.put("title", problem.title());
        body.put("status", problem.status());
        body.put("detail", problem.detail());
        if (problem.remedy() != null) {
            body.put("remedy", problem.remedy());
        }
        if (problem.column() > 0) {
            body.put("column", problem.column());
        }
        if (problem.retryAfterSeconds() > 0) {
            response.putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(problem.retryAfterSeconds()));
        }
        if (!context.request().isEnded() && mayBeLong(context.request())) {
            response.putHeader(HttpHeaders.CONNECTION, "close"); // rather than read what is of no use to anybody
        }
        send(response, problem.status(), "application/problem+json", bytes(body));
    }

    private static boolean mayBeLong(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING) : length.length() > 4;
    }

    /** Something that is not the caller's doing: the log says what, the caller gets a number to ask about. */
    void fault(RoutingContext context, @Nullable Throwable failure) {
        String number = "E" + faults.incrementAndGet();
        LOG.error("Request {} {} failed ({})", context.request().method(), context.normalizedPath(), number, failure);
        problem(
                context,
                Problem.of(
                        500,
                        "Internal error",
                        "The host failed to answer this (" + number + ").",
                        "Look for " + number + " in the host's log."));
    }

    static Problem ofStatus(int status) {
        return switch (status) {
            case 404 ->
                Problem.notFound("There is nothing at this address.", "The routes are listed in /api/v1/openapi.yaml.");
            case 413 -> Problem.of(413, "Too large", "The body is larger than the host takes.", "Send less at a time.");
            default -> Problem.of(status, "Bad request", "The request cannot be answered.", null);
        };
    }

    private static void send(HttpServerResponse response, int status, String contentType, Buffer body) {
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, contentType)
                .end(body);
    }

    private static Buffer bytes(JsonNode body) {
        try {
            return Buffer.buffer(JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree can always be written", e);
        }
    }

    private static String attachment(String name) {
        return "attachment; filename=\"" + safeName(name) + "\"";
    }

    /** A name that is safe inside a quoted header value and on any disk. */
    static String safeName(String name) {
        String safe = name.replaceAll("[^A-Za-z0-9._-]", "-").toLowerCase(Locale.ROOT);
        return safe.isEmpty() || safe.startsWith(".") ? "file" + safe : safe;
    }
}
