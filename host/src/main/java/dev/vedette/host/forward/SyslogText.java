package dev.vedette.host.forward;

import dev.vedette.api.event.RawRecord;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;

/** A record in an RFC 5424 message of our own: when it was received, from which source, and the record behind it. */
final class SyslogText {
    private static final int MOST_NAME = 255;

    private SyslogText() {}

    static byte[] message(RawRecord record) {
        String header = "<13>1 " + record.receivedAt().truncatedTo(ChronoUnit.MICROS) + " "
                + name(record.origin().source()) + " vedette - - - ";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(record.bytes());
        return out.toByteArray();
    }

    /** RFC 6587, 3.4.1. */
    static byte[] counted(byte[] message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(message.length + 8);
        out.writeBytes((message.length + " ").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(message);
        return out.toByteArray();
    }

    /** Printable ASCII without spaces, as a header wants it. */
    private static String name(String source) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < Math.min(source.length(), MOST_NAME); i++) {
            char c = source.charAt(i);
            name.append(c > ' ' && c < 0x7F ? c : '_');
        }
        return name.isEmpty() ? "-" : name.toString();
    }
}
