package dev.vedette.host.ingest;

import dev.vedette.api.event.Origin;
import io.vertx.core.net.SocketAddress;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** What all receivers have in common: their settings and their counters. */
public abstract class CountingReceiver implements Receiver {
    final ReceiverSettings settings;
    final ReceiverParts parts;
    final ReceiverCounters counters = new ReceiverCounters();

    protected CountingReceiver(ReceiverSettings settings, ReceiverParts parts) {
        this.settings = settings;
        this.parts = parts;
    }

    @Override
    public final String id() {
        return settings.id();
    }

    @Override
    public final ReceiverStatistics statistics() {
        return counters.snapshot();
    }

    public final ReceiverSettings settings() {
        return settings;
    }

    public final ReceiverParts parts() {
        return parts;
    }

    /** What this receiver's code counts into. */
    public final ReceiverCounters counters() {
        return counters;
    }

    /** The beginning of an origin: whose records they are, from which receiver, bound to which parser. */
    public final Origin.Builder origin() {
        return Origin.of(settings.client(), settings.id())
                .parser(settings.parser())
                .envelope(settings.type().envelope());
    }

    /** The same with who sends: its address, and its certificate if it showed one. */
    public final Origin.Builder origin(@Nullable SocketAddress remote, @Nullable SSLSession session) {
        return complete(origin(), remote, session);
    }

    /** Adds who sends to the beginning of an origin. */
    final Origin.Builder complete(Origin.Builder origin, @Nullable SocketAddress remote, @Nullable SSLSession session) {
        origin.sender(Peer.address(remote));
        ClientCertificate certificate = ClientCertificate.of(session);
        if (certificate != null) {
            origin.token("certificate:" + certificate.subject());
            if (settings.binding().sourceName() == SourceName.CERTIFICATE) {
                origin.source(settings.id() + "@" + certificate.name());
            }
        }
        return origin;
    }
}
