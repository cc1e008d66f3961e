package dev.vedette.host.parse.envelope;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.host.parse.syslog.SyslogReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** What was found in an envelope, or in several whose messages belong together. */
final class Contents {
    private static final long LATEST = 253_402_300_799L; // the end of the year 9999

    private final JsonFields fields;
    private final StringBuilder lines = new StringBuilder();
    private boolean anyLine;
    private @Nullable JsonNode whole;
    private @Nullable Instant time;
    private boolean structured;

    Contents(JsonFields fields) {
        this.fields = fields;
    }

    JsonFields fields() {
        return fields;
    }

    /** The message as its source wrote it. */
    void line(String text) {
        if (anyLine) {
            lines.append('\n');
        }
        anyLine = true;
        lines.append(text);
    }

    /** The same where the shipper took the syslog header off and names its parts: parsers want to see it. */
    void line(String text, @Nullable String host, @Nullable String program, @Nullable String pid, int priority) {
        if (program == null || SyslogReader.read(text, Instant.EPOCH, ZoneOffset.UTC) != null) {
            line(text);
            return;
        }
        String header = (priority >= 0 && priority <= 191 ? "<" + priority + ">" : "<13>")
                + (time == null ? "-" : time.toString()) + " " + word(host, "-") + " " + word(program, "-")
                + (pid == null || pid.isEmpty() ? "" : "[" + word(pid, "-") + "]") + ": ";
        line(header + text);
    }

    private static String word(@Nullable String text, String otherwise) {
        return text == null || text.isBlank() ? otherwise : text.strip().replaceAll("\\s", "_");
    }

    /** The JSON that is the message, where it is no line. */
    void whole(JsonNode node) {
        whole = node;
    }

    void structured() {
        structured = true;
    }

    boolean isStructured() {
        return structured;
    }

    /** When it happened; the first one counts. */
    void time(@Nullable Instant instant) {
        time = time == null ? instant : time;
    }

    /** Seconds, milliseconds, microseconds or nanoseconds since 1970: by their size, which are not alike until 2286. */
    void epoch(double number) {
        double seconds = number;
        while (Math.abs(seconds) > 1e11) {
            seconds /= 1000;
        }
        if (seconds > 0 && seconds < LATEST) {
            long whole = (long) seconds;
            time(Instant.ofEpochSecond(whole, Math.round((seconds - whole) * 1e6) * 1000)); // a double has no more
        }
    }

    @Nullable
    Instant time() {
        return time;
    }

    @Nullable
    String line() {
        return anyLine ? lines.toString() : null;
    }

    /** The JSON that is the message, or holds it, as bytes; null where there is only a line. */
    byte @Nullable [] wholeBytes() {
        JsonNode node = whole;
        return node == null ? null : node.toString().getBytes(StandardCharsets.UTF_8);
    }
}
