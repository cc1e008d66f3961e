package dev.vedette.host.store;

import dev.vedette.api.event.LogSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** The log sources of an event as bytes, in their order: three parts each, every part followed by a zero byte. */
final class LogSourceBytes {
    private static final int ABSENT = 1; // no name begins with this control character

    private LogSourceBytes() {}

    static byte[] of(List<LogSource> sources) {
        Bytes out = new Bytes();
        for (LogSource source : sources) {
            add(out, source.category());
            add(out, source.product());
            add(out, source.service());
        }
        return Arrays.copyOf(out.array(), out.size());
    }

    private static void add(Bytes out, @Nullable String part) {
        if (part == null) {
            out.add(ABSENT);
        } else {
            byte[] utf8 = part.getBytes(StandardCharsets.UTF_8);
            out.add(utf8, 0, utf8.length);
        }
        out.add(0);
    }

    static List<LogSource> read(BytesRef bytes) {
        List<LogSource> sources = new ArrayList<>(4);
        @Nullable String[] parts = new String[3];
        int part = 0;
        int start = bytes.offset;
        for (int i = bytes.offset; i < bytes.offset + bytes.length; i++) {
            if (bytes.bytes[i] != 0) {
                continue;
            }
            boolean absent = i - start == 1 && bytes.bytes[start] == ABSENT;
            parts[part++] = absent ? null : new String(bytes.bytes, start, i - start, StandardCharsets.UTF_8);
            start = i + 1;
            if (part == 3) {
                sources.add(LogSource.of(parts[0], parts[1], parts[2]));
                part = 0;
            }
        }
        return sources;
    }
}
