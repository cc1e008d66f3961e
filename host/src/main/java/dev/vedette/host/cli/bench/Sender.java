package dev.vedette.host.cli.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends lines over several connections, so that the sources spread over the workers as in real life. The bytes are laid
 * out before the clock starts: a sender shares the machine with what it measures and must not take its time.
 */
final class Sender {
    private static final int CONNECTIONS = 4;
    private static final int CHUNK = 128;

    private final List<List<Chunk>> shares = new ArrayList<>();

    private record Chunk(byte[] bytes, int lines) {}

    /**
     * What went out.
     *
     * @param bytes of the lines, without their ends
     * @param cpuNanos what sending took of the processors
     */
    record Sent(long lines, long bytes, long cpuNanos) {
        Sent plus(Sent other) {
            return new Sent(lines + other.lines, bytes + other.bytes, cpuNanos + other.cpuNanos);
        }
    }

    Sender(List<byte[]> lines) {
        for (int c = 0; c < CONNECTIONS; c++) {
            List<Chunk> share = new ArrayList<>();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            int held = 0;
            for (int i = c; i < lines.size(); i += CONNECTIONS) {
                bytes.writeBytes(lines.get(i));
                bytes.write('\n');
                if (++held == CHUNK || i + CONNECTIONS >= lines.size()) {
                    share.add(new Chunk(bytes.toByteArray(), held));
                    bytes.reset();
                    held = 0;
                }
            }
            shares.add(share);
        }
    }

    /**
     * Sends at least so many lines, from the beginning again where there are not that many.
     *
     * @param perSecond not faster than this; 0 for as fast as the host takes them
     */
    Sent send(int port, long lines, double perSecond) throws IOException, InterruptedException {
        List<Future<Sent>> senders = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (int c = 0; c < CONNECTIONS; c++) {
                int number = c;
                long share = lines / CONNECTIONS + (c < lines % CONNECTIONS ? 1 : 0);
                senders.add(threads.submit(() -> send(port, number, share, perSecond / CONNECTIONS)));
            }
        }
        Sent all = new Sent(0, 0, 0);
        for (Future<Sent> sender : senders) {
            all = all.plus(Threads.result(sender));
        }
        return all;
    }

    private Sent send(int port, int number, long lines, double perSecond) throws IOException {
        long sent = 0;
        long bytes = 0;
        // Each connection from an address of its own: a source is a receiver and a sender.
        InetAddress local = InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) (2 + number)});
        try (SocketChannel socket = SocketChannel.open()) {
            socket.bind(new InetSocketAddress(local, 0));
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            long began = System.nanoTime();
            List<Chunk> share = shares.get(number);
            for (int i = 0; sent < lines; i = (i + 1) % share.size()) {
                Chunk chunk = share.get(i);
                ByteBuffer left = ByteBuffer.wrap(chunk.bytes);
                while (left.hasRemaining()) {
                    socket.write(left);
                }
                sent += chunk.lines;
                bytes += chunk.bytes.length - chunk.lines;
                if (perSecond > 0) {
                    LockSupport.parkNanos(began + (long) (sent / perSecond * 1e9) - System.nanoTime());
                }
            }
        }
        return new Sent(sent, bytes, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
    }
}
