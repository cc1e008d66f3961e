package dev.vedette.host.ingest;

import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.time.Clock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection whose bytes a splitter cuts into records; the socket is paused while the intake is full. */
final class FramedConnection implements TcpConnection, FrameSink {
    private static final Logger log = LoggerFactory.getLogger(FramedConnection.class);
    private static final long PATIENCE_MILLIS = 2_000;

    private final Context context;
    private final NetSocket socket;
    private final ReceiverSettings settings;
    private final Intake intake;
    private final Clock clock;
    private final ReceiverCounters counters;
    private final Origin origin;
    private final Splitter framer;
    private final OfferQueue queue;
    private final Promise<Void> done = Promise.promise();
    private volatile long lastRead;
    private volatile boolean paused;
    private boolean ended;
    private boolean dropping;

    /** For a protocol that needs nothing but a splitter, of its own for each connection. */
    static TcpProtocol of(Supplier<Splitter> splitters) {
        return (socket, receiver) -> new FramedConnection(socket, receiver, splitters.get());
    }

    private FramedConnection(NetSocket socket, TcpReceiver receiver, Splitter framer) {
        this.socket = socket;
        this.framer = framer;
        context = receiver.parts.vertx().getOrCreateContext();
        settings = receiver.settings;
        intake = receiver.parts.intake();
        clock = receiver.parts.clock();
        counters = receiver.counters;
        origin = receiver.origin(socket.remoteAddress(), socket.sslSession()).build();
        queue = new OfferQueue(intake, context, (record, durable) -> counters.taken(record), this::roomAgain);
        lastRead = clock.millis();
        socket.exceptionHandler(
                e -> log.debug("Receiver {}: connection of {}: {}", settings.id(), origin.sender(), e.toString()));
        socket.endHandler(nothing -> end()); // comes after all data however the connection closed, unlike closeHandler
        socket.handler(this::read);
    }

    private void read(Buffer buffer) {
        lastRead = clock.millis();
        byte[] bytes = buffer.getBytes();
        framer.feed(bytes, 0, bytes.length, this);
        if (queue.blocked() && !paused && !dropping) {
            paused = true;
            socket.pause();
        }
    }

    @Override
    public void record(byte[] bytes) {
        if (dropping) {
            drop(1);
        } else {
            queue.offer(new RawRecord(bytes, clock.instant(), origin));
        }
    }

    @Override
    public void cut(byte[] beginning, long lostBytes) {
        record(beginning);
        counters.cut();
        if (counters.firstOf("cut", origin)) {
            log.warn(
                    "Receiver {}: {} sends messages longer than {} bytes; each was cut there ({} bytes gone from this"
                            + " one). Raise max-record-bytes of the receiver to keep them whole",
                    settings.id(),
                    origin.sender(),
                    settings.maxRecordBytes(),
                    lostBytes);
        }
    }

    @Override
    public void broken(String reason) {
        counters.broken();
        if (counters.firstOf("broken", origin)) {
            log.warn(
                    "Receiver {}: the octet-counted framing of {} is broken: {}. The bytes are kept as a record. Let"
                            + " the sender count bytes, not characters (RFC 6587, 3.4.1), or end its messages with LF",
                    settings.id(),
                    origin.sender(),
                    reason);
        }
    }

    private void roomAgain() {
        paused = false;
        lastRead = clock.millis();
        if (ended) {
            done.tryComplete();
        } else {
            socket.resume();
        }
    }

    /** All bytes of the sender have been read. */
    private void end() {
        if (ended) {
            return;
        }
        ended = true;
        framer.finish(this);
        if (dropping || !queue.blocked()) {
            done.tryComplete();
        }
    }

    @Override
    public Future<Void> done() {
        return done.future();
    }

    @Override
    public void closeIfIdleSince(long before) {
        if (!paused && lastRead < before) {
            log.debug(
                    "Receiver {}: {} sent nothing for {}",
                    settings.id(),
                    origin.sender(),
                    settings.limits().idleTimeout());
            socket.close();
        }
    }

    /** What waits for room longer than the patience is counted as dropped. */
    @Override
    public Future<Void> stop() {
        context.runOnContext(nothing -> {
            socket.close();
            long timer = context.owner().setTimer(PATIENCE_MILLIS, late -> giveUp());
            done.future().onComplete(finished -> context.owner().cancelTimer(timer));
        });
        return done.future();
    }

    private void giveUp() {
        dropping = true;
        drop(queue.abandon());
        if (ended) {
            done.tryComplete();
            return;
        }
        socket.resume(); // for what Vert.x holds, and then the end
        context.owner().setTimer(PATIENCE_MILLIS, late -> {
            end();
            done.tryComplete();
        });
    }

    private void drop(int records) {
        if (records > 0) {
            counters.dropped(records);
            intake.dropped(origin, "stopped-while-full", records);
        }
    }
}
