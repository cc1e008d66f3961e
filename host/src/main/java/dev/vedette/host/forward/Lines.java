package dev.vedette.host.forward;

import dev.vedette.api.event.RawRecord;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Records as lines: a line break inside of one is written as syslog daemons write it, {@code #012}. */
final class Lines {
    private static final byte[] FEED = "#012".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] RETURN = "#015".getBytes(StandardCharsets.US_ASCII);

    private Lines() {}

    static byte[] of(List<RawRecord> records) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (RawRecord record : records) {
            for (byte b : record.bytes()) {
                switch (b) {
                    case '\n' -> out.writeBytes(FEED);
                    case '\r' -> out.writeBytes(RETURN);
                    default -> out.write(b);
                }
            }
            out.write('\n');
        }
        return out.toByteArray();
    }
}
