package dev.vedette.host.forward;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A syslog receiver.
 *
 * @param transport tls unless something else is said
 * @param port null is 514, for TLS 6514
 * @param envelope an RFC 5424 header around each record, or the record alone as it was received
 * @param ca authorities in PEM whose certificate the receiver has; null is those that the JVM knows
 */
public record SyslogSettings(
        String host,
        @Nullable Integer port,
        @Nullable Transport transport,
        @Nullable Envelope envelope,
        @Nullable Path ca) {
    /** How it travels. */
    public enum Transport {
        UDP,
        TCP,
        TLS
    }

    /** What is around a record; {@code NONE} is a line each over TCP and TLS. */
    public enum Envelope {
        RFC5424,
        NONE
    }

    public SyslogSettings {
        transport = transport == null ? Transport.TLS : transport;
        envelope = envelope == null ? Envelope.RFC5424 : envelope;
        port = port == null ? (transport == Transport.TLS ? 6514 : 514) : port;
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("syslog.port is 1 to 65535, not " + port);
        }
        if (ca != null && transport != Transport.TLS) {
            throw new IllegalArgumentException("syslog.ca is for transport tls");
        }
    }

    Target target() {
        return transport == Transport.UDP ? new DatagramTarget(this) : new StreamTarget(this);
    }

    @Override
    public Integer port() {
        return Objects.requireNonNull(port);
    }

    @Override
    public Envelope envelope() {
        return Objects.requireNonNull(envelope);
    }
}
