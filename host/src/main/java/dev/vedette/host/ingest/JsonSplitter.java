package dev.vedette.host.ingest;

import java.util.Arrays;
import java.util.Set;

/**
 * Finds the JSON values in a stream by counting braces, without reading them: objects one after the other with anything
 * between them, the members of arrays, and the members of {@code {"events": [...]}}, {@code {"Records": [...]}} (CloudTrail) or {@code {"records": [...]}} (Azure) where asked for. Memory: one value, up to
 * the limit. What is no JSON is a record up to its line end, and reported.
 */
final class JsonSplitter implements Splitter {
    private enum In {
        STREAM,
        ARRAY,
        EVENTS,
        /** Behind the events of a wrapper: its other members are about the file, not events. */
        WRAPPER_REST
    }

    private enum Value {
        NONE,
        NESTED,
        SCALAR,
        GARBAGE
    }

    private static final Set<String> WRAPPERS = Set.of("{\"events\":", "{\"Records\":", "{\"records\":");
    private static final int LONGEST_WRAPPER_HEAD = 64;

    private final int maxBytes;
    private final boolean unwrapEvents;
    private In in = In.STREAM;
    private Value value = Value.NONE;
    private byte[] held = new byte[1024];
    private int size;
    private long lost;
    private int depth;
    private boolean inString;
    private boolean escaped;
    private boolean first = true;

    JsonSplitter(int maxBytes, boolean unwrapEvents) {
        this.maxBytes = maxBytes;
        this.unwrapEvents = unwrapEvents;
    }

    @Override
    public void feed(byte[] data, int from, int to, FrameSink sink) {
        for (int i = from; i < to; i++) {
            take(data[i], sink);
        }
    }

    private void take(byte b, FrameSink sink) {
        if (in == In.WRAPPER_REST) {
            if (!string(b)) {
                depth += b == '{' || b == '[' ? 1 : b == '}' || b == ']' ? -1 : 0;
                in = depth == 0 ? In.STREAM : in;
            }
            return;
        }
        switch (value) {
            case NONE -> between(b, sink);
            case NESTED -> nested(b, sink);
            case SCALAR -> scalar(b, sink);
            case GARBAGE -> garbage(b, sink);
        }
    }

    private void between(byte b, FrameSink sink) {
        boolean space = b == ' ' || b == '\n' || b == '\r' || b == '\t' || b == ',' || b == 0x1E;
        if (space || (first && isByteOrderMark(b))) { // 0x1E: record separator, RFC 7464
            return;
        }
        if (b == ']' && in != In.STREAM) {
            if (in == In.EVENTS) {
                depth = 1;
                in = In.WRAPPER_REST;
            } else {
                in = In.STREAM;
            }
        } else if (b == '[' && in == In.STREAM) {
            in = In.ARRAY;
            first = false;
        } else if (b == '{' || b == '[') {
            value = Value.NESTED;
            depth = 1;
            hold(b);
        } else if (in == In.STREAM) {
            sink.broken("neither an object nor an array begins here");
            value = Value.GARBAGE;
            hold(b);
        } else {
            value = Value.SCALAR;
            string(b);
            hold(b);
        }
    }

    private static boolean isByteOrderMark(byte b) {
        return b == (byte) 0xEF || b == (byte) 0xBB || b == (byte) 0xBF;
    }

    private void nested(byte b, FrameSink sink) {
        if (!string(b)) {
            if (b == '[' && depth == 1 && first && unwrapEvents && in == In.STREAM && headOfWrapper()) {
                size = 0;
                first = false;
                value = Value.NONE;
                in = In.EVENTS;
                return;
            }
            depth += b == '{' || b == '[' ? 1 : b == '}' || b == ']' ? -1 : 0;
        }
        hold(b);
        if (depth == 0) {
            emit(sink);
        }
    }

    /** Whether a byte belongs to a string; follows the quotes and backslashes. */
    private boolean string(byte b) {
        if (!inString) {
            inString = b == '"';
            return inString;
        }
        if (escaped) {
            escaped = false;
        } else if (b == '\\') {
            escaped = true;
        } else if (b == '"') {
            inString = false;
        }
        return true;
    }

    private boolean headOfWrapper() {
        if (size > LONGEST_WRAPPER_HEAD) {
            return false;
        }
        StringBuilder head = new StringBuilder();
        for (int i = 0; i < size; i++) {
            if (held[i] > ' ') {
                head.append((char) held[i]);
            }
        }
        return WRAPPERS.contains(head.toString());
    }

    private void scalar(byte b, FrameSink sink) {
        if (!string(b) && (b == ',' || b == ']')) {
            emit(sink);
            between(b, sink);
        } else {
            hold(b);
        }
    }

    private void garbage(byte b, FrameSink sink) {
        if (b == '\n') {
            emit(sink);
        } else {
            hold(b);
        }
    }

    private void hold(byte b) {
        if (size == maxBytes) {
            lost++;
            return;
        }
        if (size == held.length) {
            held = Arrays.copyOf(held, Math.min(maxBytes, size * 2));
        }
        held[size++] = b;
    }

    private void emit(FrameSink sink) {
        int end = size;
        while (value != Value.NESTED && end > 0 && held[end - 1] >= 0 && held[end - 1] <= ' ') {
            end--;
        }
        if (lost > 0) {
            sink.cut(Arrays.copyOf(held, end), lost);
        } else if (end > 0) {
            sink.record(Arrays.copyOf(held, end));
        }
        size = 0;
        lost = 0;
        depth = 0;
        inString = false;
        escaped = false;
        first = false;
        value = Value.NONE;
    }

    @Override
    public void finish(FrameSink sink) {
        if (value == Value.NESTED || in != In.STREAM) {
            sink.broken("the data ends inside a value: a closing brace or bracket is missing");
        }
        emit(sink);
        in = In.STREAM;
    }
}
