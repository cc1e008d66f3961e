package dev.vedette.host.tls;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a listener is served with: the text that was read, after they were found good. */
final class Credential {
    /** Forward secrecy and authenticated encryption, nothing else. */
    private static final List<String> CIPHERS = List.of(
            "TLS_AES_256_GCM_SHA384",
            "TLS_AES_128_GCM_SHA256",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");

    private static final Set<String> PROTOCOLS = new LinkedHashSet<>(List.of("TLSv1.3", "TLSv1.2"));
    private static final long HANDSHAKE_SECONDS = 10;

    /** The files as they were at one moment, good or not. */
    record Texts(String certificate, String key, @Nullable String clientCa) {
        static Texts read(TlsSettings settings) throws TlsException {
            Path clientCa = settings.clientCa();
            return new Texts(
                    read("certificate", settings.certificate()),
                    read("key", settings.key()),
                    clientCa == null ? null : read("client-ca", clientCa));
        }

        private static String read(String key, Path file) throws TlsException {
            try {
                return Files.readString(file, StandardCharsets.ISO_8859_1);
            } catch (NoSuchFileException e) {
                throw new TlsException("tls: there is no file " + file + "; correct '" + key + "'", e);
            } catch (IOException e) {
                throw new TlsException(
                        "tls: '" + key + "' names " + file + ", which cannot be read (" + e
                                + "); give the user that runs the host the right to read it",
                        e);
            }
        }
    }

    private final TlsSettings settings;
    private final Texts texts;
    private final X509Certificate own;

    private Credential(TlsSettings settings, Texts texts, X509Certificate own) {
        this.settings = settings;
        this.texts = texts;
        this.own = own;
    }

    /** Checks what was read. */
    static Credential of(TlsSettings settings, Texts texts, Instant now) throws TlsException {
        Path file = settings.certificate();
        List<X509Certificate> chain = Pem.certificates(file, texts.certificate());
        X509Certificate own = chain.getFirst();
        PrivateKey key = Pem.key(settings.key(), texts.key(), own.getPublicKey());
        if (!fits(key, own)) {
            throw new TlsException(
                    chain.stream().anyMatch(other -> fits(key, other))
                            ? file + " holds the listener's own certificate, but not in the first place; put it first"
                            : "the key " + settings.key() + " does not fit the certificate " + file
                                    + "; name the key that the certificate was made with");
        }
        Instant from = own.getNotBefore().toInstant();
        Instant to = own.getNotAfter().toInstant();
        if (now.isAfter(to)) {
            throw new TlsException(file + " has expired, on " + to + "; get a new certificate and put it in its place");
        }
        if (now.isBefore(from)) {
            throw new TlsException(file + " is valid from " + from + " only; look at this machine's clock (" + now
                    + "), or get another certificate");
        }
        Path clientCa = settings.clientCa();
        if (clientCa != null && texts.clientCa() != null) {
            Pem.certificates(clientCa, texts.clientCa());
        }
        return new Credential(settings, texts, own);
    }

    private static boolean fits(PrivateKey key, X509Certificate certificate) {
        try {
            Signature signature = Signature.getInstance(
                    switch (key.getAlgorithm()) {
                        case "RSA" -> "SHA256withRSA";
                        case "EC" -> "SHA256withECDSA";
                        default -> key.getAlgorithm();
                    });
            byte[] any = {1, 2, 3};
            signature.initSign(key);
            signature.update(any);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(any);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false; // a key of another kind or length
        }
    }

    boolean isOf(Texts others) {
        return texts.equals(others);
    }

    Instant expires() {
        return own.getNotAfter().toInstant();
    }

    /** SHA-256 of the listener's own certificate, in hexadecimal. */
    String fingerprint() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(own.getEncoded()));
        } catch (NoSuchAlgorithmException | java.security.cert.CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read can be written", e);
        }
    }

    ServerSSLOptions options() {
        ServerSSLOptions options = new ServerSSLOptions()
                .setKeyCertOptions(new PemKeyCertOptions()
                        .addCertValue(Buffer.buffer(texts.certificate()))
                        .addKeyValue(Buffer.buffer(texts.key())))
                .setClientAuth(
                        switch (settings.clientAuth()) {
                            case NONE -> io.vertx.core.http.ClientAuth.NONE;
                            case OPTIONAL -> io.vertx.core.http.ClientAuth.REQUEST;
                            case REQUIRED -> io.vertx.core.http.ClientAuth.REQUIRED;
                        })
                .setEnabledSecureTransportProtocols(PROTOCOLS)
                .setSslHandshakeTimeout(HANDSHAKE_SECONDS)
                .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS);
        CIPHERS.forEach(options::addEnabledCipherSuite);
        if (texts.clientCa() != null) {
            options.setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(texts.clientCa())));
        }
        return options;
    }
}
