package dev.vedette.host.ingest;

import dev.vedette.api.read.RecordReader;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All receivers of a host. Start and close them on a plain thread, never on an event loop: both wait. */
public final class Receivers implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Receivers.class);

    private final List<Receiver> running = new ArrayList<>();

    private Receivers() {}

    /** Starts receivers that need no pack: file receivers read lines, JSON and pcap only. */
    public static Receivers start(Vertx vertx, IngestSettings settings, Intake intake, Clock clock) {
        return start(vertx, settings, intake, clock, List::of);
    }

    /**
     * Starts all receivers, or none.
     *
     * @param readers the packs' readers of container files
     * @throws ReceiverFailedException naming the one that cannot start, with those started before closed again
     */
    public static Receivers start(
            Vertx vertx, IngestSettings settings, Intake intake, Clock clock, Supplier<List<RecordReader>> readers) {
        Receivers receivers = new Receivers();
        try {
            for (ReceiverSettings one : settings.receivers()) {
                Receiver receiver = start(vertx, one, intake, clock, readers);
                receivers.running.add(receiver);
                if (receiver.port() > 0) {
                    log.info(
                            "Receiver {} listens on {} port {} for {}",
                            one.id(),
                            one.host(),
                            receiver.port(),
                            one.type().spelling());
                }
            }
        } catch (ReceiverFailedException e) {
            receivers.close();
            throw e;
        }
        return receivers;
    }

    private static Receiver start(
            Vertx vertx, ReceiverSettings one, Intake intake, Clock clock, Supplier<List<RecordReader>> readers) {
        return switch (one.type()) {
            case SYSLOG_UDP, FLOW_UDP -> new UdpReceiver(one, intake, clock);
            case SYSLOG_TCP -> new SyslogTcpReceiver(vertx, one, intake, clock);
            case HTTP -> new HttpReceiver(vertx, one, intake, clock);
            case FILE -> {
                Path path = Objects.requireNonNull(one.path(), "checked by the settings");
                yield new FileReceiver(one, path, intake, clock, readers);
            }
        };
    }

    public List<Receiver> all() {
        return List.copyOf(running);
    }

    public @Nullable Receiver byId(String id) {
        return running.stream().filter(one -> one.id().equals(id)).findFirst().orElse(null);
    }

    /** Closes all, the last one started first; what they had read has been offered then. */
    @Override
    public void close() {
        for (int i = running.size() - 1; i >= 0; i--) {
            running.get(i).close();
        }
    }
}
