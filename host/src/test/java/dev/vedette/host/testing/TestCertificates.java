package dev.vedette.host.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Certificates for 127.0.0.1 and localhost, made by this JDK's keytool when a test asks for them; none is in the source. */
public final class TestCertificates {
    private static final String PASSWORD = "only-for-this-test";

    private final Path folder;
    private final Path store;

    /** One certificate and its key, as PEM files. */
    public record Pair(Path certificate, Path key) {}

    /** @param folder where the files go; a test's own */
    public TestCertificates(Path folder) {
        this.folder = folder;
        this.store = folder.resolve("made.p12");
    }

    /** An authority that can sign others. */
    public Pair authority(String name) {
        return make(name, List.of("-ext", "bc:c", "-validity", "30"));
    }

    /** A certificate that stands for itself, valid from now on. */
    public Pair selfSigned(String name, int days) {
        return make(name, List.of("-validity", Integer.toString(days)));
    }

    /** One whose time is over. */
    public Pair expired(String name) {
        return make(name, List.of("-startdate", "-10d", "-validity", "5"));
    }

    /** One that an authority made before has signed: for servers and clients. */
    public Pair signedBy(String authority, String name) {
        return make(name, signer(authority));
    }

    /** The same with an RSA key, for GnuTLS: it reads no EC key that comes without its public half, as the JDK's do. */
    public Pair rsaSignedBy(String authority, String name) {
        return make(name, List.of("-keyalg", "RSA", "-keysize", "2048"), signer(authority));
    }

    private static List<String> signer(String authority) {
        return List.of("-signer", authority, "-signerkeypass", PASSWORD, "-validity", "30");
    }

    private Pair make(String name, List<String> more) {
        return make(name, List.of("-keyalg", "EC", "-groupname", "secp256r1"), more);
    }

    private Pair make(String name, List<String> key, List<String> more) {
        try {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair"));
            command.addAll(List.of("-alias", name, "-dname", "CN=" + name));
            command.addAll(key);
            command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
            command.addAll(List.of("-ext", "san=ip:127.0.0.1,dns:localhost"));
            command.addAll(more);
            Process keytool =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!keytool.waitFor(30, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                throw new IllegalStateException("keytool: " + said);
            }
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, PASSWORD.toCharArray());
            }
            StringBuilder chain = new StringBuilder();
            for (Certificate certificate : keys.getCertificateChain(name)) {
                chain.append(pem("CERTIFICATE", certificate.getEncoded()));
            }
            byte[] secret = keys.getKey(name, PASSWORD.toCharArray()).getEncoded();
            return new Pair(
                    Files.writeString(folder.resolve(name + ".crt"), chain),
                    Files.writeString(folder.resolve(name + ".key"), pem("PRIVATE KEY", secret)));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String type, byte[] content) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + type
                + "-----\n";
    }
}
