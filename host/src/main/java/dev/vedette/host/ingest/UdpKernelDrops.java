package dev.vedette.host.ingest;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * How many datagrams the kernel threw away because a socket's buffer was full, from Linux's table of UDP sockets; always
 * 0 on other systems. Not thread-safe.
 */
final class UdpKernelDrops {
    private final Path table;
    private final String localAddress;
    private long known;

    UdpKernelDrops(InetSocketAddress socket) {
        this(
                Path.of(socket.getAddress() instanceof Inet4Address ? "/proc/net/udp" : "/proc/net/udp6"),
                inKernelSpelling(socket));
    }

    UdpKernelDrops(Path table, String localAddress) {
        this.table = table;
        this.localAddress = localAddress;
    }

    /** The address as words of 32 bits in the machine's byte order, and the port, all in hexadecimal. */
    static String inKernelSpelling(InetSocketAddress socket) {
        byte[] bytes = socket.getAddress().getAddress();
        boolean swapped = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bytes.length; i++) {
            int at = swapped ? (i & ~3) + 3 - (i & 3) : i;
            text.append(String.format(Locale.ROOT, "%02X", bytes[at]));
        }
        return text + ":" + String.format(Locale.ROOT, "%04X", socket.getPort());
    }

    /** Dropped since the last call. */
    long newDrops() {
        if (!Files.isReadable(table)) {
            return 0;
        }
        try {
            long now = drops(Files.readAllLines(table, StandardCharsets.ISO_8859_1));
            long more = Math.max(0, now - known);
            known = Math.max(known, now);
            return more;
        } catch (IOException e) {
            return 0; // a statistic, not worth an alarm
        }
    }

    private long drops(List<String> lines) {
        for (String line : lines) {
            String trimmed = line.trim();
            int second = trimmed.indexOf(' ') + 1;
            if (trimmed.startsWith(localAddress, second)) {
                return Long.parseLong(trimmed.substring(trimmed.lastIndexOf(' ') + 1));
            }
        }
        return known;
    }
}
