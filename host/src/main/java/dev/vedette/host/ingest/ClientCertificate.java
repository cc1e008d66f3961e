package dev.vedette.host.ingest;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Who a sender is by the certificate that it showed in the TLS handshake, which an authority of {@code client-ca} signed.
 *
 * @param subject as RFC 2253 writes it, {@code CN=fw1,O=ACME}
 * @param name the common name, or the whole subject where there is none
 */
record ClientCertificate(String subject, String name) {
    /** Null where the sender showed none. */
    static @Nullable ClientCertificate of(@Nullable SSLSession session) {
        if (session == null) {
            return null;
        }
        try {
            Certificate[] chain = session.getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate own
                    ? named(own.getSubjectX500Principal().getName())
                    : null;
        } catch (SSLPeerUnverifiedException e) { // the JDK's way to say: there is none
            return null;
        }
    }

    static ClientCertificate named(String subject) {
        try {
            for (Rdn part : new LdapName(subject).getRdns().reversed()) {
                if (part.getType().equalsIgnoreCase("CN")) {
                    return new ClientCertificate(subject, part.getValue().toString());
                }
            }
        } catch (InvalidNameException e) {
            return new ClientCertificate(subject, subject);
        }
        return new ClientCertificate(subject, subject);
    }
}
