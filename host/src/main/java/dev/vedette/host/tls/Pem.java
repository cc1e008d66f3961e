package dev.vedette.host.tls;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Reads what stands between the lines {@code -----BEGIN X-----} and {@code -----END X-----} of a file. */
final class Pem {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

    private record Block(String type, String text) {
        byte[] content() {
            return Base64.getMimeDecoder().decode(text);
        }
    }

    private Pem() {}

    static List<X509Certificate> certificates(Path file, String text) throws TlsException {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Block block : blocks(text)) {
                if (block.type().endsWith("CERTIFICATE")) {
                    certificates.add(
                            (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.content())));
                }
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new TlsException(file + " holds a certificate that cannot be read (" + e.getMessage() + ")", e);
        }
        if (certificates.isEmpty()) {
            throw new TlsException(file + " holds no certificate; a PEM file has lines '-----BEGIN CERTIFICATE-----'");
        }
        return certificates;
    }

    /** The key, which is of the kind that the certificate is for. */
    static PrivateKey key(Path file, String text, PublicKey of) throws TlsException {
        List<Block> blocks = blocks(text);
        for (Block block : blocks) {
            if (block.type().equals("PRIVATE KEY")) {
                try {
                    return KeyFactory.getInstance(of.getAlgorithm())
                            .generatePrivate(new PKCS8EncodedKeySpec(block.content()));
                } catch (GeneralSecurityException | IllegalArgumentException e) {
                    throw new TlsException(
                            file + " holds no key of the kind that the certificate is for (" + of.getAlgorithm()
                                    + "); name the key that the certificate was made with",
                            e);
                }
            }
        }
        if (blocks.stream().anyMatch(block -> block.type().endsWith("PRIVATE KEY"))) {
            throw new TlsException(file + " holds a key that is encrypted or in an old form; write it anew with"
                    + " 'openssl pkcs8 -topk8 -nocrypt -in " + file
                    + " -out NEW', and let only the host's user read it");
        }
        throw new TlsException(file + " holds no private key; a PEM file has a line '-----BEGIN PRIVATE KEY-----'");
    }

    private static List<Block> blocks(String text) {
        return BLOCK.matcher(text)
                .results()
                .map(block -> new Block(block.group(1), block.group(2)))
                .toList();
    }
}
