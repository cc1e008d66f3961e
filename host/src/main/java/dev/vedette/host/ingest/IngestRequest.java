package dev.vedette.host.ingest;

import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/** One request on its way in; lives on its event loop. Only the two atomic counters are touched from elsewhere. */
final class IngestRequest implements FrameSink {
    private static final int PIECE = 64 * 1024;
    private static final long PATIENCE_MILLIS = 2_000;
    private static final int OK = 200;

    private final Vertx vertx;
    private final Context context;
    private final HttpServerRequest request;
    private final Origin origin;
    private final ReceiverCounters counters;
    private final long maxBodyBytes;
    private final Clock clock;
    private final OfferQueue queue;
    private final Deque<byte[]> input = new ArrayDeque<>();
    private final byte[] piece = new byte[PIECE];
    private @Nullable Splitter splitter;
    private @Nullable GzipDecoder gzip;
    private boolean decoding; // the gzip decoder still holds output of the piece it was given
    private boolean ended;
    private boolean anyInput;
    private boolean impatient;
    private boolean over; // nothing more is taken in; the answer has been decided
    private long bodyBytes;
    private long taken;
    private int status = OK;
    private String error = "";

    private final AtomicLong outstanding = new AtomicLong(1); // 1 is the request itself
    private final AtomicLong firstFailed = new AtomicLong(Long.MAX_VALUE);

    IngestRequest(
            Vertx vertx,
            HttpServerRequest request,
            Origin.Builder origin,
            Intake intake,
            ReceiverCounters counters,
            long maxBodyBytes,
            Clock clock) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.request = request;
        this.origin = origin.sender(Peer.address(request.remoteAddress())).build();
        this.counters = counters;
        this.maxBodyBytes = maxBodyBytes;
        this.clock = clock;
        this.queue = new OfferQueue(intake, context, this::taken, this::roomAgain);
    }

    void read(Splitter with, @Nullable GzipDecoder decoder) {
        splitter = with;
        gzip = decoder;
        request.exceptionHandler(e -> gone());
        request.handler(this::receive);
        request.endHandler(nothing -> {
            ended = true;
            pump();
        });
        request.resume();
    }

    private void receive(Buffer buffer) {
        if (over) {
            discard(buffer.length());
            return;
        }
        if (gzip == null) {
            bodyBytes += buffer.length();
        }
        anyInput = true;
        input.add(buffer.getBytes());
        pump();
    }

    /** Feeds what has arrived to the splitter, until the intake is full. */
    private void pump() {
        try {
            while (!over && !queue.blocked() && (decoding || !input.isEmpty())) {
                step();
            }
        } catch (DataFormatException e) {
            refuse(400, "the body cannot be decompressed: " + e.getMessage());
        }
        if (over) {
            return;
        }
        if (queue.blocked()) {
            hold();
        } else if (ended) {
            finish();
        }
    }

    private void step() throws DataFormatException {
        Splitter into = splitter;
        if (into == null) {
            return;
        }
        if (gzip == null) {
            byte[] bytes = input.remove();
            checkBody();
            into.feed(bytes, 0, over ? 0 : bytes.length, this);
            return;
        }
        if (!decoding) {
            gzip.feed(input.remove());
        }
        int count = gzip.read(piece);
        decoding = count > 0;
        bodyBytes += count;
        checkBody();
        into.feed(piece, 0, over ? 0 : count, this);
    }

    private void checkBody() {
        if (bodyBytes > maxBodyBytes) {
            refuse(413, "the body is longer than " + maxBodyBytes + " bytes; send it in several requests");
        }
    }

    private void hold() {
        if (taken == 0) {
            refuse(429, "the queue is full; send it again later");
            return;
        }
        request.pause();
        if (!impatient) {
            impatient = true;
            long before = taken;
            vertx.setTimer(PATIENCE_MILLIS, timer -> {
                impatient = false;
                if (!over && queue.blocked()) {
                    if (taken == before) {
                        refuse(429, "the queue is full; go on behind the accepted records later");
                    } else {
                        hold();
                    }
                }
            });
        }
    }

    private void roomAgain() {
        pump();
        if (!ended && (over || !queue.blocked())) {
            request.resume();
        }
    }

    @Override
    public void record(byte[] bytes) {
        if (!over) {
            queue.offer(new RawRecord(bytes, clock.instant(), origin));
        }
    }

    @Override
    public void cut(byte[] beginning, long lostBytes) {
        counters.cut();
        refuse(413, "the record behind the accepted ones is longer than " + beginning.length + " bytes");
    }

    @Override
    public void broken(String reason) {
        counters.broken();
        refuse(400, "the JSON behind the accepted records is broken: " + reason);
    }

    private void taken(RawRecord record, CompletableFuture<Void> durable) {
        counters.taken(record);
        long index = taken++;
        outstanding.incrementAndGet();
        CompletableFuture<Void> unused = durable.whenComplete((nothing, failure) -> {
            if (failure != null) {
                firstFailed.accumulateAndGet(index, Math::min);
            }
            settled();
        });
    }

    private void settled() {
        if (outstanding.decrementAndGet() == 0) {
            context.runOnContext(nothing -> answer());
        }
    }

    private void finish() {
        if (splitter != null) {
            splitter.finish(this);
        }
        if (!over && gzip != null && !gzip.complete() && anyInput) {
            refuse(400, "the compressed body ends too early");
        }
        if (over) {
            return;
        }
        if (queue.blocked()) { // by the last line, which had no end
            splitter = null;
            hold();
            return;
        }
        over = true;
        settled();
    }

    /** Takes nothing more and answers with an error as soon as what was taken is durable. */
    void refuse(int code, String why) {
        if (over) {
            return;
        }
        over = true;
        status = code;
        error = why;
        queue.abandon();
        input.clear();
        if (!ended) { // many clients read the answer only when they have sent all
            request.handler(buffer -> discard(buffer.length()));
            request.resume();
        }
        settled();
    }

    private void discard(int bytes) {
        bodyBytes += bytes;
        if (bodyBytes > 4 * maxBodyBytes) {
            request.connection().close();
        }
    }

    /** The client broke off: the rest of a line that it did not finish is no record. */
    private void gone() {
        over = true;
        queue.abandon();
        input.clear();
        free();
    }

    private void free() {
        if (gzip != null) {
            gzip.close();
            gzip = null;
        }
    }

    private void answer() {
        free();
        long accepted = Math.min(taken, firstFailed.get());
        if (accepted < taken && status == OK) {
            status = 503;
            error = "the records behind the accepted ones could not be made durable; send them again later";
        }
        if (request.response().closed() || request.response().ended()) {
            return;
        }
        JsonObject body = new JsonObject().put("accepted", accepted);
        if (status != OK) {
            body.put("error", error);
        }
        if (status == 429 || status == 503) {
            request.response().putHeader("Retry-After", "1");
        }
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body.encode() + "\n");
    }
}
