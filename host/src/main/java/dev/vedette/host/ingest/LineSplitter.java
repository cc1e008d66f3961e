package dev.vedette.host.ingest;

import java.util.Arrays;

/**
 * Splits a stream into lines ended by LF or CRLF, or at another byte; what is empty is no record. Memory: one line, up to
 * the limit.
 */
final class LineSplitter implements Splitter {
    private final int maxBytes;
    private final byte end;
    private byte[] held = new byte[512];
    private int size;
    private long lost;

    LineSplitter(int maxBytes) {
        this(maxBytes, '\n');
    }

    /** @param end what stands between records */
    LineSplitter(int maxBytes, char end) {
        this.maxBytes = maxBytes;
        this.end = (byte) end;
    }

    @Override
    public void feed(byte[] data, int from, int to, FrameSink sink) {
        int start = from;
        for (int i = from; i < to; i++) {
            if (data[i] == end) {
                if (size == 0 && i - start <= maxBytes) {
                    emit(data, start, i, sink); // the usual case: the whole line is here, one copy
                } else {
                    hold(data, start, i);
                    emitHeld(sink);
                }
                start = i + 1;
            }
        }
        hold(data, start, to);
    }

    @Override
    public void finish(FrameSink sink) {
        emitHeld(sink);
    }

    private void hold(byte[] data, int from, int to) {
        int kept = Math.min(to - from, maxBytes + 1 - size); // one more: it may be the CR
        if (kept > 0) {
            if (held.length < size + kept) {
                held = Arrays.copyOf(held, Math.min(maxBytes + 1, Math.max(held.length * 2, size + kept)));
            }
            System.arraycopy(data, from, held, size, kept);
            size += kept;
        }
        lost += to - from - Math.max(kept, 0);
    }

    private void emitHeld(FrameSink sink) {
        boolean crOnly = size == maxBytes + 1 && lost == 0 && held[maxBytes] == '\r';
        long gone = crOnly ? 0 : lost + Math.max(0, size - maxBytes);
        if (gone > 0) {
            sink.cut(Arrays.copyOf(held, maxBytes), gone);
        } else {
            emit(held, 0, size, sink);
        }
        size = 0;
        lost = 0;
    }

    private static void emit(byte[] data, int from, int to, FrameSink sink) {
        int end = to > from && data[to - 1] == '\r' ? to - 1 : to;
        if (end > from) {
            sink.record(Arrays.copyOfRange(data, from, end));
        }
    }
}
