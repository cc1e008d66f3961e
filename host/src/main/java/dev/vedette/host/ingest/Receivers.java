package dev.vedette.host.ingest;

import dev.vedette.host.ingest.bulk.ElasticHandler;
import dev.vedette.host.ingest.follow.FollowReceiver;
import dev.vedette.host.ingest.gelf.GelfDatagrams;
import dev.vedette.host.ingest.hec.HecHandler;
import dev.vedette.host.ingest.lumberjack.LumberjackConnection;
import dev.vedette.host.ingest.otlp.OtlpHandler;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All receivers of a host. Start and close them on a plain thread, never on an event loop: both wait. */
public final class Receivers implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Receivers.class);

    private final List<Receiver> running = new ArrayList<>();

    private Receivers() {}

    /**
     * Starts all receivers, or none.
     *
     * @throws ReceiverFailedException naming the one that cannot start, with those started before closed again
     */
    public static Receivers start(IngestSettings settings, ReceiverParts parts) {
        Receivers receivers = new Receivers();
        try {
            for (ReceiverSettings one : settings.receivers()) {
                Receiver receiver = start(one, parts);
                receivers.running.add(receiver);
                if (receiver.port() > 0) {
                    log.info(
                            "Receiver {} listens on {} port {} for {}",
                            one.id(),
                            one.listen().host(),
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

    /** The one place that knows what runs for each type. */
    private static Receiver start(ReceiverSettings one, ReceiverParts parts) {
        int max = one.maxRecordBytes();
        return switch (one.type()) {
            case SYSLOG_UDP, FLOW_UDP -> new UdpReceiver(one, parts, null);
            case SYSLOG_TCP -> new TcpReceiver(one, parts, FramedConnection.of(() -> new SyslogFramer(max)));
            case HTTP -> new HttpReceiver(one, parts, HttpIngest.of(one, parts));
            case HEC -> new HttpReceiver(one, parts, HecHandler::new);
            case ELASTIC_BULK -> new HttpReceiver(one, parts, ElasticHandler::new);
            case OTLP_HTTP -> new HttpReceiver(one, parts, OtlpHandler::new);
            case GELF_UDP -> new UdpReceiver(one, parts, new GelfDatagrams(max, parts.clock()));
            case GELF_TCP -> new TcpReceiver(one, parts, FramedConnection.of(() -> new LineSplitter(max, '\0')));
            case LUMBERJACK -> new TcpReceiver(one, parts, LumberjackConnection::new);
            case FILE -> one.file().follow() ? new FollowReceiver(one, parts) : new FileReceiver(one, parts);
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
