package dev.vedette.host.ingest;

import dev.vedette.api.event.RawRecord;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The body of one request on its way in: decompressed within limits, read by its protocol as it arrives, held back while
 * the intake is full, answered when what was taken is durable. Lives on its event loop; only the two atomic counters are
 * touched from elsewhere.
 */
public final class IngestRequest {
    /** The status of a request that went well so far. */
    public static final int OK = 200;

    private static final Logger log = LoggerFactory.getLogger(IngestRequest.class);
    private static final int PIECE = 64 * 1024;
    private static final long PATIENCE_MILLIS = 2_000;

    private final Vertx vertx;
    private final Context context;
    private final HttpServerRequest request;
    private final ReceiverCounters counters;
    private final long maxBodyBytes;
    private final BodyReader reader;
    private final OfferQueue queue;
    private final Deque<byte[]> input = new ArrayDeque<>();
    private final byte[] piece = new byte[PIECE];
    private @Nullable BodyDecoder decoder;
    private boolean decoding; // the decoder still holds output of the piece it was given
    private boolean ended;
    private boolean finished; // the reader has been told of the end
    private boolean anyInput;
    private boolean impatient;
    private boolean shedding; // there was no room for too long: what comes now is not taken, and answered so
    private boolean over; // nothing more is taken in; the answer has been decided
    private boolean freed;
    private long bodyBytes;
    private long taken;
    private int status = OK;
    private String error = "";

    private final AtomicLong outstanding = new AtomicLong(1); // 1 is the request itself
    private final AtomicLong firstFailed = new AtomicLong(Long.MAX_VALUE);

    IngestRequest(
            Vertx vertx,
            HttpServerRequest request,
            Intake intake,
            ReceiverCounters counters,
            long maxBodyBytes,
            BodyReader reader) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.request = request;
        this.counters = counters;
        this.maxBodyBytes = maxBodyBytes;
        this.reader = reader;
        this.queue = new OfferQueue(intake, context, this::taken, this::roomAgain);
    }

    /** Begins to read. */
    void read(@Nullable BodyDecoder with) {
        decoder = with;
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
        if (decoder == null) {
            bodyBytes += buffer.length();
        }
        anyInput = true;
        input.add(buffer.getBytes());
        pump();
    }

    /** Feeds what has arrived to the splitter, until the intake is full. */
    private void pump() {
        try {
            while (!over && !held() && (decoding || !input.isEmpty())) {
                step();
            }
            if (!over && !held() && ended) {
                finish();
            }
        } catch (DataFormatException e) {
            refuse(400, "the body cannot be decompressed: " + e.getMessage());
        } catch (RuntimeException e) { // a bug of ours: the sender must not wait for an answer for ever
            log.error("A request from {} could not be read", request.remoteAddress(), e);
            refuse(500, "this request could not be read; the log of the host says why");
        }
        if (!over && held()) {
            hold();
        }
    }

    private void step() throws DataFormatException {
        BodyDecoder from = decoder;
        if (from == null) {
            byte[] bytes = input.remove();
            checkBody();
            feed(bytes, bytes.length);
            return;
        }
        if (!decoding) {
            from.feed(input.remove());
        }
        int count = from.read(piece);
        decoding = count > 0;
        bodyBytes += count;
        checkBody();
        feed(piece, count);
    }

    private void feed(byte[] bytes, int count) {
        if (!over && count > 0) {
            reader.feed(bytes, 0, count, this);
        }
    }

    private boolean held() {
        return !shedding && queue.blocked();
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
                if (!over && held()) {
                    if (taken == before) {
                        giveUpWaiting();
                    } else {
                        hold();
                    }
                }
            });
        }
    }

    private void giveUpWaiting() {
        if (!reader.answersItems()) {
            refuse(429, "the queue is full; go on behind the accepted records later");
            return;
        }
        shedding = true;
        queue.abandon();
        pump();
        if (!ended) {
            request.resume();
        }
    }

    private void roomAgain() {
        pump();
        if (!ended && (over || !held())) {
            request.resume();
        }
    }

    /** Hands a record in; the protocol goes on reading, and is held back soon if there is no room. */
    public void offer(RawRecord record) {
        if (!over && !shedding) {
            queue.offer(record);
        }
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
        if (decoder != null && !decoder.complete() && anyInput) {
            refuse(400, "the compressed body ends too early");
            return;
        }
        if (!finished) {
            finished = true;
            reader.finish(this);
        }
        if (over || held()) { // by what came at the end: once more when there is room
            return;
        }
        over = true;
        settled();
    }

    /** Takes nothing more and answers with an error as soon as what was taken is durable. */
    public void refuse(int code, String why) {
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
        if (!freed) {
            freed = true;
            reader.gone();
        }
        if (decoder != null) {
            decoder.close();
            decoder = null;
        }
    }

    private void answer() {
        free();
        if (accepted() < taken && status == OK && !reader.answersItems()) {
            status = 503;
            error = "the records behind the accepted ones could not be made durable; send them again later";
        }
        if (!request.response().closed() && !request.response().ended()) {
            reader.answer(this);
        }
    }

    /** How many records, counted from the first that was offered, are taken and durable. */
    public long accepted() {
        return Math.min(taken, firstFailed.get());
    }

    /** {@link #OK}, or what was refused. */
    public int status() {
        return status;
    }

    /** Why something was refused; empty when all is well. */
    public String error() {
        return error;
    }

    /** Sends a JSON answer. */
    public void reply(int code, String json) {
        if (code == 429 || code == 503) {
            request.response().putHeader("Retry-After", "1");
        }
        request.response()
                .setStatusCode(code)
                .putHeader("Content-Type", "application/json")
                .end(json);
    }

    /** The request itself, for its headers and its response. */
    public HttpServerRequest request() {
        return request;
    }
}
