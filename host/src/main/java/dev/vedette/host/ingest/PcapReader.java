package dev.vedette.host.ingest;

import dev.vedette.api.read.RecordReader;
import dev.vedette.api.read.RecordSink;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The payloads of the UDP packets in a classic pcap file, one record each: syslog or flow datagrams that somebody
 * captured. Link layers: Ethernet (with VLAN tags), Linux cooked, loopback, raw IP. Whatever is not UDP is left out, and
 * counted in one remark at the end.
 */
final class PcapReader implements RecordReader {
    private static final int MICROS = 0xA1B2C3D4;
    private static final int NANOS = 0xA1B23C4D;
    private static final int PCAPNG = 0x0A0D0D0A;
    private static final int MAX_PACKET = 256 * 1024;
    private static final int UDP = 17;

    @Override
    public String id() {
        return "pcap";
    }

    @Override
    public boolean accepts(byte[] head, String name) {
        if (head.length < 4) {
            return false;
        }
        int magic = ByteBuffer.wrap(head).getInt();
        return isMagic(magic) || isMagic(Integer.reverseBytes(magic)) || (magic == PCAPNG && head.length >= 28);
    }

    private static boolean isMagic(int magic) {
        return magic == MICROS || magic == NANOS;
    }

    @Override
    public void read(InputStream in, RecordSink sink) throws IOException {
        DataInputStream data = new DataInputStream(in);
        ByteBuffer header = ByteBuffer.wrap(data.readNBytes(24));
        if (header.remaining() < 24 || header.getInt(0) == PCAPNG) {
            throw new IOException(
                    header.remaining() < 24
                            ? "the pcap file ends inside its header"
                            : "this is pcapng; convert it to pcap first (editcap -F pcap in out)");
        }
        header.order(isMagic(header.getInt(0)) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int linkType = header.getInt(20) & 0xFFFF;
        long offset = 24;
        long others = 0;
        byte[] lengths = new byte[16];
        while (data.readNBytes(lengths, 0, 16) == 16) {
            int captured = ByteBuffer.wrap(lengths).order(header.order()).getInt(8);
            if (captured < 0 || captured > MAX_PACKET) {
                sink.damaged(offset, "a packet of " + Integer.toUnsignedString(captured) + " bytes cannot be");
                return;
            }
            byte[] packet = new byte[captured];
            try {
                data.readFully(packet);
            } catch (EOFException e) {
                sink.damaged(offset, "the file ends inside a packet");
                return;
            }
            byte[] payload = payload(ByteBuffer.wrap(packet), linkType);
            if (payload != null) {
                sink.record(payload);
            } else {
                others++;
            }
            offset += 16L + captured;
        }
        if (others > 0) {
            sink.damaged(offset, others + " packets were left out: not UDP, or fragments");
        }
    }

    private static byte @Nullable [] payload(ByteBuffer packet, int linkType) {
        int ip = ipHeader(packet, linkType);
        if (ip < 0 || packet.limit() < ip + 20) {
            return null;
        }
        int udp = (packet.get(ip) >> 4 & 15) == 4 ? behindIpv4(packet, ip) : behindIpv6(packet, ip);
        if (udp < 0 || packet.limit() < udp + 8) {
            return null;
        }
        int length = Math.min(packet.getShort(udp + 4) & 0xFFFF, packet.limit() - udp) - 8;
        if (length <= 0) {
            return null;
        }
        byte[] payload = new byte[length];
        packet.get(udp + 8, payload);
        return payload;
    }

    /** Where the IP header begins, or -1 if this is no IP packet. */
    private static int ipHeader(ByteBuffer packet, int linkType) {
        return switch (linkType) {
            case 1 -> behindTags(packet, 12);
            case 113 -> behindTags(packet, 14);
            case 276 -> packet.limit() >= 20 && isIp(packet.getShort(0)) ? 20 : -1;
            case 0, 108 -> 4;
            case 12, 14, 101, 228, 229 -> 0;
            default -> -1;
        };
    }

    private static int behindTags(ByteBuffer packet, int typeAt) {
        int at = typeAt;
        while (at + 2 <= packet.limit()) {
            int type = packet.getShort(at) & 0xFFFF;
            if (type != 0x8100 && type != 0x88A8 && type != 0x9100) {
                return isIp((short) type) ? at + 2 : -1;
            }
            at += 4;
        }
        return -1;
    }

    private static boolean isIp(short etherType) {
        return etherType == 0x0800 || etherType == (short) 0x86DD;
    }

    private static int behindIpv4(ByteBuffer packet, int ip) {
        boolean fragment = (packet.getShort(ip + 6) & 0x3FFF) != 0; // more to come, or not the first
        return packet.get(ip + 9) != UDP || fragment ? -1 : ip + (packet.get(ip) & 15) * 4;
    }

    private static int behindIpv6(ByteBuffer packet, int ip) {
        int next = packet.limit() < ip + 40 ? -1 : packet.get(ip + 6) & 0xFF;
        int at = ip + 40;
        while (next == 0 || next == 43 || next == 60) { // hop by hop, routing, destination options
            if (at + 8 > packet.limit()) {
                return -1;
            }
            next = packet.get(at) & 0xFF;
            at += 8 + (packet.get(at + 1) & 0xFF) * 8;
        }
        return next == UDP ? at : -1;
    }
}
