package dev.vedette.host.ingest;

import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One sender's connection: framing, and pausing the socket while the intake is full. Lives on its event loop. */
final class SyslogConnection implements FrameSink {
    private static final Logger log = LoggerFactory.getLogger(SyslogConnection.class);
    private static final long PATIENCE_MILLIS = 2_000;

    private final Context context;
    private final NetSocket socket;
    private final ReceiverSettings settings;
    private final Intake intake;
    private final Clock clock;
    private final ReceiverCounters counters;
    private final Origin origin;
    private final SyslogFramer framer;
    private final OfferQueue queue;
    private final Promise<Void> done = Promise.promise();
    private volatile long lastRead;
    private volatile boolean paused;
    private boolean ended;
    private boolean dropping;

    SyslogConnection(
            Context context,
            NetSocket socket,
            ReceiverSettings settings,
            Intake intake,
            Clock clock,
            ReceiverCounters counters) {
        this.context = context;
        this.socket = socket;
        this.settings = settings;
        this.intake = intake;
        this.clock = clock;
        this.counters = counters;
        origin = Origin.of(settings.client(), settings.id())
                .sender(Peer.address(socket.remoteAddress()))
                .parser(settings.parser())
                .build();
        framer = new SyslogFramer(settings.maxRecordBytes());
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

    Future<Void> done() {
        return done.future();
    }

    void closeIfIdleSince(long before) {
        if (!paused && lastRead < before) {
            log.debug("Receiver {}: {} sent nothing for {}", settings.id(), origin.sender(), settings.idleTimeout());
            socket.close();
        }
    }

    /** Ends the connection from this side; waits a while for room, then what waits is counted as dropped. */
    Future<Void> stop() {
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
