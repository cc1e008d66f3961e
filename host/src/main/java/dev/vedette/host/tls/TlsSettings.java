package dev.vedette.host.tls;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The files of one listener, all in PEM.
 *
 * @param certificate the listener's own certificate first, then those between it and a known authority
 * @param key the private key of the first certificate, PKCS#8, not encrypted
 * @param clientCa certificates of the authorities whose client certificates are accepted; null for none
 * @param clientAuth null means: required where there is a client-ca, none where there is not
 */
public record TlsSettings(
        Path certificate,
        Path key,
        @Nullable Path clientCa,
        @Nullable ClientAuth clientAuth) {
    /** Whether a client must show a certificate. */
    public enum ClientAuth {
        NONE,
        /** One that shows a certificate shows a good one. */
        OPTIONAL,
        REQUIRED
    }

    public TlsSettings {
        if (clientAuth == null) {
            clientAuth = clientCa == null ? ClientAuth.NONE : ClientAuth.REQUIRED;
        }
        if (clientAuth != ClientAuth.NONE && clientCa == null) {
            throw new IllegalArgumentException(
                    "tls: client-auth needs a client-ca, the authorities whose certificates are good");
        }
    }

    /** A listener that asks no client for a certificate. */
    public static TlsSettings of(Path certificate, Path key) {
        return new TlsSettings(certificate, key, null, null);
    }

    @Override
    public ClientAuth clientAuth() {
        return Objects.requireNonNull(clientAuth);
    }
}
