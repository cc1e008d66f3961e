package dev.vedette.host.ingest;

import dev.vedette.api.event.Origin;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes records from the body of an HTTP request: lines ({@code application/x-ndjson}, {@code text/plain}) or JSON
 * values ({@code application/json}: one object, an array, or objects one after the other), plain or gzip.
 *
 * <p>Answers {@code {"accepted":n}} when all n records are durable. Otherwise {@code {"accepted":n,"error":"..."}} where
 * n is how many records, counted from the first, were taken and are durable: 413 (too long), 429 (no room; with
 * {@code Retry-After}), 400 (broken JSON or gzip), 415 (another type), 503 (not durable). A sender goes on behind them.
 */
public final class HttpIngest {
    private final Vertx vertx;
    private final Intake intake;
    private final int maxRecordBytes;
    private final long maxBodyBytes;
    private final Clock clock;

    /** With the limits of a receiver's settings. */
    public HttpIngest(Vertx vertx, Intake intake, int maxRecordBytes, long maxBodyBytes, Clock clock) {
        this.vertx = vertx;
        this.intake = intake;
        this.maxRecordBytes = maxRecordBytes;
        this.maxBodyBytes = maxBodyBytes;
        this.clock = clock;
    }

    /** For a receiver of its own, on any path. */
    static Function<HttpReceiver, Handler<HttpServerRequest>> of(ReceiverSettings settings, ReceiverParts parts) {
        HttpIngest ingest = new HttpIngest(
                parts.vertx(),
                parts.intake(),
                settings.maxRecordBytes(),
                settings.http().maxBodyBytes(),
                parts.clock());
        return receiver -> {
            HttpDoor door = new HttpDoor(receiver);
            return request -> {
                Admission.Admitted sender = door.admit(request);
                if (sender == null) {
                    request.response().putHeader("WWW-Authenticate", "Bearer");
                    HttpDoor.reply(request, 401, "{\"accepted\":0,\"error\":\"" + HttpDoor.NO_TOKEN + "\"}\n");
                } else {
                    ingest.take(request, door.origin(sender, request), receiver.counters);
                }
            };
        };
    }

    /**
     * Reads a request's body and answers it. Call it on the request's event loop, before its body was touched: at once,
     * or with the request paused in the meantime.
     *
     * @param origin of the records; the sender is set here
     */
    public void take(HttpServerRequest request, Origin.Builder origin) {
        take(request, origin, new ReceiverCounters());
    }

    void take(HttpServerRequest request, Origin.Builder origin, ReceiverCounters counters) {
        Splitter splitter = splitter(HttpDoor.header(request, "Content-Type"));
        Origin complete = origin.sender(Peer.address(request.remoteAddress())).build();
        RecordBody body = new RecordBody(
                splitter == null ? new LineSplitter(maxRecordBytes) : splitter, complete, counters, clock);
        IngestRequest taking = new IngestRequest(vertx, request, intake, counters, maxBodyBytes, body);
        String encoding = HttpDoor.header(request, "Content-Encoding");
        if (!HttpMethod.POST.equals(request.method()) && !HttpMethod.PUT.equals(request.method())) {
            request.response().putHeader("Allow", "POST");
            taking.refuse(405, "records are sent with POST");
        } else if (!BodyDecoder.knows(encoding)) {
            taking.refuse(415, "this Content-Encoding is not known; send it plain or as gzip, deflate or zstd");
        } else if (splitter == null) {
            taking.refuse(
                    415, "this Content-Type is not known; send application/x-ndjson, application/json or text/plain");
        } else {
            taking.read(BodyDecoder.of(encoding));
        }
    }

    private @Nullable Splitter splitter(String contentType) {
        return switch (contentType) {
            case "application/json" -> new JsonSplitter(maxRecordBytes, false);
            // The form type is what curl says by itself with --data-binary.
            case "",
                    "application/x-ndjson",
                    "application/ndjson",
                    "application/jsonl",
                    "application/x-jsonlines",
                    "application/octet-stream",
                    "application/x-www-form-urlencoded",
                    "text/plain" -> new LineSplitter(maxRecordBytes);
            default -> null;
        };
    }
}
