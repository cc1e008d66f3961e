package dev.vedette.host.ingest.lumberjack;

import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.ingest.OfferQueue;
import dev.vedette.host.ingest.ReceiverCounters;
import dev.vedette.host.ingest.ReceiverSettings;
import dev.vedette.host.ingest.TcpConnection;
import dev.vedette.host.ingest.TcpReceiver;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One Beat or Logstash; lives on its event loop. What it is not told to be durable it sends again. */
public final class LumberjackConnection implements TcpConnection, FrameSink {
    private static final Logger log = LoggerFactory.getLogger(LumberjackConnection.class);
    private static final long KEEP_ALIVE_MILLIS = 3_000;
    private static final long PATIENCE_MILLIS = 2_000;

    private final Context context;
    private final NetSocket socket;
    private final ReceiverSettings settings;
    private final ReceiverCounters counters;
    private final Clock clock;
    private final Origin origin;
    private final LumberjackDecoder decoder;
    private final OfferQueue queue;
    private final Windows windows = new Windows();
    private final Deque<Windows.Window> offered = new ArrayDeque<>(); // of the records that the queue has, in order
    private final Promise<Void> done = Promise.promise();
    private final long keepAlive;
    private volatile long lastRead;
    private volatile boolean busy;
    private boolean stopping;
    private boolean over;

    /** Takes over a connection, on its event loop. */
    public LumberjackConnection(NetSocket socket, TcpReceiver receiver) {
        this.socket = socket;
        context = receiver.parts().vertx().getOrCreateContext();
        settings = receiver.settings();
        counters = receiver.counters();
        clock = receiver.parts().clock();
        origin = receiver.origin(socket.remoteAddress(), socket.sslSession()).build();
        decoder =
                new LumberjackDecoder(settings.maxRecordBytes(), settings.http().maxBodyBytes());
        queue = new OfferQueue(receiver.parts().intake(), context, this::taken, this::roomAgain);
        lastRead = clock.millis();
        keepAlive = context.owner().setPeriodic(KEEP_ALIVE_MILLIS, timer -> sayBusy());
        socket.exceptionHandler(
                e -> log.debug("Receiver {}: connection of {}: {}", settings.id(), origin.sender(), e.toString()));
        socket.closeHandler(nothing -> end());
        socket.handler(this::read);
    }

    private void read(Buffer buffer) {
        lastRead = clock.millis();
        if (!over && !stopping) {
            decoder.feed(buffer.getBytes());
            pump();
        }
    }

    private void pump() {
        try {
            boolean more = true;
            while (more && !over && !queue.blocked()) {
                more = decoder.step(this);
            }
        } catch (BrokenStreamException e) {
            counters.broken();
            if (counters.firstOf("broken", origin)) {
                log.warn("Receiver {}: {} is cut off: {}", settings.id(), origin.sender(), e.getMessage());
            }
            socket.close();
            end();
            return;
        }
        if (queue.blocked()) {
            socket.pause();
        }
        busy = queue.blocked() || windows.owesAnswer();
    }

    @Override
    public void window(int events) throws BrokenStreamException {
        windows.begin(events);
    }

    @Override
    public void event(int sequence, byte[] json, long lost) throws BrokenStreamException {
        Windows.Window window = windows.event(sequence);
        if (lost > 0) {
            counters.cut();
            if (counters.firstOf("cut", origin)) {
                log.warn(
                        "Receiver {}: {} sends events longer than {} bytes; each was cut there ({} bytes gone from this"
                                + " one). Raise max-record-bytes of the receiver to keep them whole",
                        settings.id(),
                        origin.sender(),
                        settings.maxRecordBytes(),
                        lost);
            }
        }
        offered.add(window);
        queue.offer(new RawRecord(json, clock.instant(), origin));
    }

    private void taken(RawRecord record, CompletableFuture<Void> durable) {
        counters.taken(record);
        Windows.Window window = offered.remove();
        CompletableFuture<Void> unused = durable.whenComplete(
                (nothing, failure) -> context.runOnContext(then -> settled(window, failure == null)));
    }

    private void settled(Windows.Window window, boolean kept) {
        if (over) {
            return;
        }
        if (!kept) { // no answer: the sender sends the window again
            socket.close();
            end();
            return;
        }
        windows.durable(window);
        for (Integer sequence = windows.done(); sequence != null; sequence = windows.done()) {
            answer(sequence);
        }
        busy = queue.blocked() || windows.owesAnswer();
        endIfStopping();
    }

    private void answer(int sequence) {
        socket.write(
                Buffer.buffer(6).appendByte((byte) '2').appendByte((byte) 'A').appendInt(sequence));
    }

    private void sayBusy() {
        if (busy && !over) {
            answer(0);
        }
    }

    private void roomAgain() {
        if (over) {
            return;
        }
        lastRead = clock.millis();
        pump();
        if (!over && !queue.blocked()) {
            socket.resume();
        }
    }

    @Override
    public Future<Void> done() {
        return done.future();
    }

    @Override
    public void closeIfIdleSince(long millis) {
        if (!busy && lastRead < millis) {
            log.debug("Receiver {}: {} sent nothing for long", settings.id(), origin.sender());
            socket.close();
        }
    }

    /** Answers what is being made durable, for a while; the sender sends the rest to whoever comes after. */
    @Override
    public Future<Void> stop() {
        context.runOnContext(nothing -> {
            stopping = true;
            socket.pause();
            queue.abandon();
            endIfStopping();
            long timer = context.owner().setTimer(PATIENCE_MILLIS, late -> {
                socket.close();
                end();
            });
            done.future().onComplete(finished -> context.owner().cancelTimer(timer));
        });
        return done.future();
    }

    private void endIfStopping() {
        if (stopping && !windows.owesAnswer()) {
            socket.close();
            end();
        }
    }

    private void end() {
        if (over) {
            return;
        }
        over = true;
        context.owner().cancelTimer(keepAlive);
        queue.abandon();
        decoder.close();
        done.tryComplete();
    }
}
