package dev.vedette.host.ingest;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the messages in a syslog stream: octet-counted (RFC 6587, 3.4.1) or ended by LF, CRLF or NUL (3.4.2), detected
 * by itself.
 *
 * <p>A count is believed at the start of a stream, and again after each line that began with a PRI, if digits, a space
 * and a {@code <} follow each other. Inside an octet-counted stream a count that cannot be right is reported; what
 * stands there is kept as a record up to the next line end or the next thing that looks like a counted message.
 */
final class SyslogFramer implements Splitter {
    /** A count above is no count. */
    private static final int MAX_COUNT = 64 * 1024 * 1024;

    private static final int MAX_DIGITS = 8;
    private static final int MORE = -1;

    private enum Mode {
        DETECT,
        LINES,
        COUNTED,
        RESYNC
    }

    private final int maxBytes;
    private Mode mode = Mode.DETECT;
    private byte[] held = new byte[1024];
    private int size;
    private int scanned; // so many bytes of the current frame are known to hold no end
    private long toSkip; // of a counted frame that was too long
    private boolean skippingLine;
    private byte @Nullable [] beginning; // of a message that is too long, until its end is found
    private long lost;

    SyslogFramer(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public void feed(byte[] data, int from, int to, FrameSink sink) {
        if (size == 0) {
            int rest = parse(data, from, to, sink);
            hold(data, rest, to);
        } else {
            hold(data, from, to);
            int rest = parse(held, 0, size, sink);
            System.arraycopy(held, rest, held, 0, size - rest);
            size -= rest;
        }
    }

    private void hold(byte[] data, int from, int to) {
        if (held.length < size + to - from) {
            held = Arrays.copyOf(held, Math.max(held.length * 2, size + to - from));
        }
        System.arraycopy(data, from, held, size, to - from);
        size += to - from;
    }

    /** Takes whole frames and gives the place where an unfinished one begins. */
    private int parse(byte[] data, int from, int to, FrameSink sink) {
        int at = from;
        while (at < to) {
            int next = step(data, at, to, sink);
            if (next == MORE) {
                return at;
            }
            if (next != at) {
                scanned = 0;
            }
            at = next;
        }
        return at;
    }

    private int step(byte[] data, int at, int to, FrameSink sink) {
        if (toSkip > 0 || skippingLine) {
            return skip(data, at, to, sink);
        }
        if (mode != Mode.RESYNC && scanned == 0 && isEnd(data[at])) {
            return at + 1; // an empty line, or the LF that some senders put behind a counted message
        }
        return switch (mode) {
            case DETECT -> detect(data, at, to);
            case LINES -> line(data, at, to, sink);
            case COUNTED -> counted(data, at, to, sink);
            case RESYNC -> resync(data, at, to, sink);
        };
    }

    private static boolean isEnd(byte b) {
        return b == '\n' || b == 0 || b == '\r';
    }

    private int skip(byte[] data, int at, int to, FrameSink sink) {
        if (toSkip > 0) {
            int skipped = (int) Math.min(toSkip, to - at);
            toSkip -= skipped;
            lost += skipped;
            if (toSkip == 0) {
                emitCut(sink);
            }
            return at + skipped;
        }
        int end = lineEnd(data, at, to);
        lost += (end < 0 ? to : end) - at;
        if (end < 0) {
            return to;
        }
        skippingLine = false;
        emitCut(sink);
        return end + 1;
    }

    private void emitCut(FrameSink sink) {
        if (beginning != null) {
            sink.cut(beginning, lost);
        }
        beginning = null;
        lost = 0;
    }

    private int detect(byte[] data, int at, int to) {
        int count = countAt(data, at, to);
        if (count == MORE || (count > 0 && count + 1 >= to)) {
            return MORE;
        }
        mode = count > 0 && data[count + 1] == '<' ? Mode.COUNTED : Mode.LINES;
        return at;
    }

    /** The place of the space behind digits, 0 where there is no count, {@link #MORE} if the data ends too early. */
    private static int countAt(byte[] data, int at, int to) {
        int i = at;
        while (i < to && data[i] >= '0' && data[i] <= '9') {
            if (i - at == MAX_DIGITS || data[at] == '0') {
                return 0;
            }
            i++;
        }
        if (i == to) {
            return MORE;
        }
        return i > at && data[i] == ' ' ? i : 0;
    }

    private int counted(byte[] data, int at, int to, FrameSink sink) {
        int space = countAt(data, at, to);
        if (space == MORE) {
            return MORE;
        }
        long count = space == 0 ? 0 : number(data, at, space);
        if (count == 0 || count > MAX_COUNT) {
            sink.broken(space == 0 ? "no octet count where one must be" : "an octet count of " + count);
            mode = Mode.RESYNC;
            return at;
        }
        int begin = space + 1;
        int here = to - begin;
        if (here >= count) {
            int end = begin + (int) count;
            if (count > maxBytes) {
                sink.cut(Arrays.copyOfRange(data, begin, begin + maxBytes), count - maxBytes);
            } else {
                emit(data, begin, end, sink);
            }
            return end;
        }
        if (here <= maxBytes) {
            return MORE;
        }
        beginning = Arrays.copyOfRange(data, begin, begin + maxBytes);
        lost = (long) here - maxBytes;
        toSkip = count - here;
        return to;
    }

    private static long number(byte[] data, int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + data[i] - '0';
        }
        return number;
    }

    private int line(byte[] data, int at, int to, FrameSink sink) {
        int end = lineEnd(data, at + scanned, to);
        if (end >= 0) {
            if (end - at > maxBytes && !(end - at == maxBytes + 1 && data[end - 1] == '\r')) {
                sink.cut(Arrays.copyOfRange(data, at, at + maxBytes), (long) end - at - maxBytes);
            } else {
                emit(data, at, end, sink);
            }
            mode = data[at] == '<' ? Mode.DETECT : Mode.LINES;
            return end + 1;
        }
        if (to - at > maxBytes + 1) { // one more than allowed: it may be the CR
            beginning = Arrays.copyOfRange(data, at, at + maxBytes);
            lost = (long) to - at - maxBytes;
            skippingLine = true;
            mode = data[at] == '<' ? Mode.DETECT : Mode.LINES;
            return to;
        }
        scanned = to - at;
        return MORE;
    }

    private static int lineEnd(byte[] data, int from, int to) {
        for (int i = from; i < to; i++) {
            if (data[i] == '\n' || data[i] == 0) {
                return i;
            }
        }
        return MORE;
    }

    private int resync(byte[] data, int at, int to, FrameSink sink) {
        for (int i = at + scanned; i < to; i++) {
            if (data[i] == '\n' || data[i] == 0) {
                emit(data, at, i, sink);
                mode = Mode.DETECT;
                return i + 1;
            }
            if (i > at && startsMessage(data, i, to)) {
                emit(data, at, i, sink);
                mode = Mode.COUNTED;
                return i;
            }
            if (i - at >= maxBytes) {
                emit(data, at, i, sink);
                return i; // what follows is one more record of what nobody understands
            }
        }
        scanned = Math.max(0, to - at - MAX_DIGITS - 6); // a start may lie across the pieces
        return MORE;
    }

    /** Whether {@code 123 <34>} stands here, not in the midst of a longer number. */
    private static boolean startsMessage(byte[] data, int at, int to) {
        if (data[at] < '1' || data[at] > '9' || (data[at - 1] >= '0' && data[at - 1] <= '9')) {
            return false;
        }
        int space = countAt(data, at, to);
        if (space <= 0 || space + 2 >= to || data[space + 1] != '<') {
            return false;
        }
        int i = space + 2;
        while (i < to && i < space + 5 && data[i] >= '0' && data[i] <= '9') {
            i++;
        }
        return i > space + 2 && i < to && data[i] == '>';
    }

    private static void emit(byte[] data, int from, int to, FrameSink sink) {
        int end = to;
        while (end > from && isEnd(data[end - 1])) {
            end--;
        }
        if (end > from) {
            sink.record(Arrays.copyOfRange(data, from, end));
        }
    }

    @Override
    public void finish(FrameSink sink) {
        emitCut(sink);
        int from = 0;
        if (mode == Mode.COUNTED && size > 0) {
            int space = countAt(held, 0, size);
            sink.broken("the connection ended inside a message");
            from = space > 0 ? space + 1 : 0;
        }
        emit(held, from, Math.min(size, from + maxBytes), sink);
        size = 0;
        scanned = 0;
        toSkip = 0;
        skippingLine = false;
        mode = Mode.DETECT;
    }
}
