package dev.vedette.host.tls;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the certificate of a listener does.
 *
 * @param certificate the file
 * @param fingerprint SHA-256 of the certificate that is served, in hexadecimal
 * @param expires when that one ends
 * @param problem why the files, which have changed, are not served; null when they are
 */
public record TlsStatus(
        Path certificate,
        String fingerprint,
        Instant expires,
        @Nullable String problem) {}
