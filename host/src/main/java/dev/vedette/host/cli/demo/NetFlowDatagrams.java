package dev.vedette.host.cli.demo;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Encodes flows as an exporter would: NetFlow version 5, and version 9 (RFC 3954) with its template. */
final class NetFlowDatagrams {
    private static final int V5_RECORDS = 30;
    private static final long UPTIME_MILLIS = 86_400_000L;
    private static final int TEMPLATE = 260;

    /** Type and length of each field of our version 9 template (RFC 3954, section 8). */
    private static final int[][] V9_FIELDS = {{8, 4}, {7, 2}, {12, 4}, {11, 2}, {4, 1}, {1, 4}, {2, 4}, {22, 4}, {21, 4}
    };

    private NetFlowDatagrams() {}

    static List<byte[]> version5(List<DemoFlow> flows, Instant now) {
        List<byte[]> datagrams = new ArrayList<>();
        for (int from = 0; from < flows.size(); from += V5_RECORDS) {
            List<DemoFlow> part = flows.subList(from, Math.min(flows.size(), from + V5_RECORDS));
            ByteBuffer out = ByteBuffer.allocate(24 + 48 * part.size());
            out.putShort((short) 5).putShort((short) part.size()).putInt((int) UPTIME_MILLIS);
            out.putInt((int) now.getEpochSecond()).putInt(now.getNano());
            out.putInt(from).put((byte) 0).put((byte) 0).putShort((short) 0);
            for (DemoFlow flow : part) {
                out.putInt((int) flow.source().low())
                        .putInt((int) flow.destination().low());
                out.putInt(0).putShort((short) 1).putShort((short) 2); // next hop, interfaces
                out.putInt((int) flow.packets()).putInt((int) flow.bytes());
                out.putInt(uptime(flow.start(), now)).putInt(uptime(flow.end(), now));
                out.putShort((short) flow.sourcePort()).putShort((short) flow.destinationPort());
                out.put((byte) 0).put((byte) 0x1b).put((byte) flow.protocol()).put((byte) 0);
                out.putShort((short) 0)
                        .putShort((short) 0)
                        .put((byte) 0)
                        .put((byte) 0)
                        .putShort((short) 0);
            }
            datagrams.add(out.array());
        }
        return datagrams;
    }

    /** One datagram with the template and the data. */
    static byte[] version9(List<DemoFlow> flows, Instant now) {
        int recordLength = 0;
        for (int[] field : V9_FIELDS) {
            recordLength += field[1];
        }
        int templateLength = 8 + 4 * V9_FIELDS.length;
        int dataLength = 4 + recordLength * flows.size();
        int padding = (4 - dataLength % 4) % 4;
        ByteBuffer out = ByteBuffer.allocate(20 + templateLength + dataLength + padding);
        out.putShort((short) 9).putShort((short) (1 + flows.size())).putInt((int) UPTIME_MILLIS);
        out.putInt((int) now.getEpochSecond()).putInt(1).putInt(7);
        out.putShort((short) 0).putShort((short) templateLength);
        out.putShort((short) TEMPLATE).putShort((short) V9_FIELDS.length);
        for (int[] field : V9_FIELDS) {
            out.putShort((short) field[0]).putShort((short) field[1]);
        }
        out.putShort((short) TEMPLATE).putShort((short) (dataLength + padding));
        for (DemoFlow flow : flows) {
            out.putInt((int) flow.source().low()).putShort((short) flow.sourcePort());
            out.putInt((int) flow.destination().low()).putShort((short) flow.destinationPort());
            out.put((byte) flow.protocol()).putInt((int) flow.bytes()).putInt((int) flow.packets());
            out.putInt(uptime(flow.start(), now)).putInt(uptime(flow.end(), now));
        }
        return out.array();
    }

    private static int uptime(Instant at, Instant now) {
        return (int) (UPTIME_MILLIS - (now.toEpochMilli() - at.toEpochMilli()));
    }
}
