package dev.vedette.packs.netflow;

import dev.vedette.api.read.RecordReader;
import dev.vedette.api.read.RecordSink;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.pf4j.Extension;

/**
 * Reads files of raw NetFlow or IPFIX datagrams, one after the other without anything between them. IPFIX says its length;
 * NetFlow v5 says how many records follow; a v9 datagram ends where what follows can be no set of it.
 */
@Extension
public final class FlowFileReader implements RecordReader {
    private static final int WINDOW = 256 * 1024;
    private static final int MAX_DATAGRAM = 65_535;

    @Override
    public String id() {
        return "netflow-datagrams";
    }

    @Override
    public boolean accepts(byte[] head, String name) {
        return startsDatagram(head, 0, head.length);
    }

    /** Whether a plausible header stands here. */
    private static boolean startsDatagram(byte[] data, int at, int end) {
        int left = end - at;
        if (left < 16) {
            return false;
        }
        int second = Bits.u16(data, at + 2);
        return switch (Bits.u16(data, at)) {
            case 5 -> left >= 24 && second >= 1 && second <= 30;
            case 9 -> left >= 20 && second <= 4_096 && Bits.u32(data, at + 8) > 0x2000_0000L;
            case 10 -> second >= 16 && Bits.u32(data, at + 4) > 0x2000_0000L;
            default -> false;
        };
    }

    @Override
    public void read(InputStream in, RecordSink sink) throws IOException {
        byte[] window = new byte[WINDOW];
        int size = in.readNBytes(window, 0, WINDOW);
        long offset = 0;
        while (size > 0) {
            int length = Math.min(size, length(window, size));
            if (!startsDatagram(window, 0, size)) {
                sink.damaged(offset, "no NetFlow datagram begins here; the rest of the file is one record");
            }
            sink.record(Arrays.copyOf(window, length));
            System.arraycopy(window, length, window, 0, size - length);
            size -= length;
            offset += length;
            if (size < MAX_DATAGRAM) {
                size += in.readNBytes(window, size, WINDOW - size);
            }
        }
    }

    private static int length(byte[] data, int size) {
        return switch (size < 16 ? 0 : Bits.u16(data, 0)) {
            case 5 -> 24 + 48 * Bits.u16(data, 2);
            case 9 -> v9Length(data, Math.min(size, MAX_DATAGRAM));
            case 10 -> Math.max(16, Bits.u16(data, 2));
            default -> Math.min(size, MAX_DATAGRAM);
        };
    }

    private static int v9Length(byte[] data, int end) {
        int at = 20;
        while (at + 4 <= end) {
            int id = Bits.u16(data, at);
            int length = Bits.u16(data, at + 2);
            boolean set = (id <= 1 || id >= 256) && length >= 4;
            if (!set && startsDatagram(data, at, end)) {
                return at;
            }
            if (!set) {
                return end; // padding, or damage: the decoder says which
            }
            at += length;
        }
        return Math.min(Math.max(at, 20), end);
    }
}
