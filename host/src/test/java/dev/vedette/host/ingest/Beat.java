package dev.vedette.host.ingest;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import java.util.zip.DeflaterOutputStream;

/** Speaks Lumberjack 2 as a Beat does. */
final class Beat implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    Beat(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(20_000);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    static byte[] window(int events) {
        return frame('W', events, null);
    }

    static byte[] event(int sequence, String json) {
        return frame('J', sequence, json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static byte[] frame(char type, int number, byte[] content) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream data = new DataOutputStream(bytes);
            data.writeByte('2');
            data.writeByte(type);
            data.writeInt(number);
            if (content != null) {
                data.writeInt(content.length);
                data.write(content);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] events(List<String> events) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < events.size(); i++) {
            bytes.writeBytes(event(i + 1, events.get(i)));
        }
        return bytes.toByteArray();
    }

    static byte[] compressed(byte[] frames) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream packing = new DeflaterOutputStream(packed)) {
            packing.write(frames);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(frame('C', packed.size(), null));
        bytes.writeBytes(packed.toByteArray());
        return bytes.toByteArray();
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** A window as Beats send it: uncompressed count, compressed events. */
    void sendWindow(List<String> events) throws IOException {
        send(window(events.size()));
        send(compressed(events(events)));
    }

    /** The next acknowledgement; 0 says that the other side is alive. */
    int acknowledged() throws IOException {
        if (in.readByte() != '2' || in.readByte() != 'A') {
            throw new IOException("no acknowledgement");
        }
        return in.readInt();
    }

    boolean closed() {
        try {
            return in.read() < 0;
        } catch (IOException e) {
            return String.valueOf(e.getMessage()).contains("reset");
        }
    }

    boolean silent(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            return in.read() < -1;
        } catch (java.net.SocketTimeoutException e) {
            return true;
        } finally {
            socket.setSoTimeout(20_000);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
