package dev.vedette.host.forward;

import dev.vedette.api.event.RawRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Syslog over TCP or TLS. The protocol acknowledges nothing: when a connection turns out to be closed, the records that
 * were sent last are sent again on the next one.
 */
final class StreamTarget implements Target {
    private static final int CONNECT_MILLIS = 10_000;

    private final SyslogSettings settings;
    private @Nullable Socket socket;
    private byte[] unsure = {};

    StreamTarget(SyslogSettings settings) {
        this.settings = settings;
    }

    @Override
    public void send(List<RawRecord> records, Instant now) throws IOException {
        byte[] bytes = bytes(records);
        boolean sent = false;
        try {
            Socket open = socket;
            if (open == null || isClosed(open)) {
                close();
                open = connect();
                socket = open;
                open.getOutputStream().write(unsure);
            }
            open.getOutputStream().write(bytes);
            open.getOutputStream().flush();
            sent = true;
        } catch (IOException e) {
            throw new IOException(settings.host() + ":" + settings.port() + ": " + e.getMessage(), e);
        } finally {
            if (!sent) {
                close();
            }
        }
        unsure = bytes;
    }

    private byte[] bytes(List<RawRecord> records) {
        if (settings.envelope() == SyslogSettings.Envelope.NONE) {
            return Lines.of(records);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        records.forEach(record -> out.writeBytes(SyslogText.counted(SyslogText.message(record))));
        return out.toByteArray();
    }

    /** A receiver says nothing, so that whatever can be read is the end. */
    private static boolean isClosed(Socket open) {
        try {
            open.setSoTimeout(1);
            InputStream in = open.getInputStream();
            return in.read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private Socket connect() throws IOException {
        Socket plain = new Socket();
        boolean connected = false;
        try {
            plain.connect(new InetSocketAddress(settings.host(), settings.port()), CONNECT_MILLIS);
            plain.setKeepAlive(true);
            Socket ready = settings.transport() == SyslogSettings.Transport.TLS ? secured(plain) : plain;
            connected = true;
            return ready;
        } finally {
            if (!connected) {
                plain.close();
            }
        }
    }

    private Socket secured(Socket plain) throws IOException {
        try {
            plain.setSoTimeout(CONNECT_MILLIS);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust(settings.ca()).getTrustManagers(), null);
            SSLSocket secured =
                    (SSLSocket) context.getSocketFactory().createSocket(plain, settings.host(), settings.port(), true);
            SSLParameters parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS"); // the name in the certificate is checked
            secured.setSSLParameters(parameters);
            secured.startHandshake();
            return secured;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    private static TrustManagerFactory trust(@Nullable Path ca) throws GeneralSecurityException, IOException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        if (ca == null) {
            trust.init((KeyStore) null);
            return trust;
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(ca)) {
            int number = 0;
            for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry(Integer.toString(number++), one);
            }
        }
        trust.init(store);
        return trust;
    }

    @Override
    public void close() {
        Socket open = socket;
        socket = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // it is of no use any more
            }
        }
    }
}
