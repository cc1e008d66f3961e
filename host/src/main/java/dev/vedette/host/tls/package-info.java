/**
 * TLS of every listener: certificates and keys from PEM files.
 *
 * <p>{@link dev.vedette.host.tls.TlsFiles} reads the files that a {@link dev.vedette.host.tls.TlsSettings} names and checks
 * them before anything is served with them: they are there, the key fits the certificate, the certificate is valid today.
 * It looks at them again every few seconds, so that a renewed certificate is served without a restart and without losing
 * a connection; files that became useless change nothing, and the log and the metrics say so.
 */
@NullMarked
package dev.vedette.host.tls;

import org.jspecify.annotations.NullMarked;
