package dev.vedette.api.examples;

import dev.vedette.api.read.RecordReader;
import dev.vedette.api.read.RecordSink;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.pf4j.Extension;

/** Reads an invented container: "RECS", then records, each behind its length in four bytes. */
@Extension
public final class LengthPrefixedReader implements RecordReader {
    private static final byte[] MAGIC = "RECS".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST = 1024 * 1024;

    @Override
    public String id() {
        return "example.length-prefixed";
    }

    @Override
    public boolean accepts(byte[] head, String name) {
        return head.length >= 4 && Arrays.equals(head, 0, 4, MAGIC, 0, 4);
    }

    @Override
    public void read(InputStream in, RecordSink sink) throws IOException {
        DataInputStream data = new DataInputStream(in);
        data.skipNBytes(MAGIC.length);
        long offset = MAGIC.length;
        while (true) {
            int length;
            try {
                length = data.readInt();
            } catch (EOFException end) {
                return;
            }
            if (length < 0 || length > LONGEST) {
                throw new IOException("a record of " + length + " bytes at offset " + offset + ": the file is broken");
            }
            byte[] record = data.readNBytes(length);
            if (record.length < length) {
                sink.damaged(offset, "the file ends within a record");
                return;
            }
            sink.record(record);
            offset += 4 + length;
        }
    }
}
