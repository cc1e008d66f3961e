package dev.vedette.host.ingest.lumberjack;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The windows of one sender that are not acknowledged yet, in order. A window is acknowledged when all its events have
 * come, all are durable, and the one before is acknowledged. Not thread-safe.
 */
final class Windows {
    /** One window. */
    static final class Window {
        private final int events;
        private int come;
        private int lastSequence;
        private int outstanding;

        Window(int events) {
            this.events = events;
        }
    }

    private final Deque<Window> open = new ArrayDeque<>();

    void begin(int events) throws BrokenStreamException {
        Window before = open.peekLast();
        if (before != null && before.come != before.events) {
            throw new BrokenStreamException("a window begins although " + (before.events - before.come)
                    + " events of the one before are missing");
        }
        if (events < 0) {
            throw new BrokenStreamException("a window of " + Integer.toUnsignedLong(events) + " events");
        }
        if (events > 0) { // an empty one needs no answer
            open.add(new Window(events));
        }
    }

    /** An event has come; the window is told when it is durable. */
    Window event(int sequence) throws BrokenStreamException {
        Window window = open.peekLast();
        if (window == null || window.come == window.events) {
            throw new BrokenStreamException("an event outside of a window");
        }
        window.come++;
        window.lastSequence = sequence;
        window.outstanding++;
        return window;
    }

    void durable(Window window) {
        window.outstanding--;
    }

    /** The sequence number to acknowledge, if the oldest window is done; it is taken out. */
    @Nullable
    Integer done() {
        Window first = open.peek();
        if (first == null || first.come != first.events || first.outstanding > 0) {
            return null;
        }
        open.remove();
        return first.lastSequence;
    }

    /** Whether the sender waits for this side: a window has come whole and is not acknowledged. */
    boolean owesAnswer() {
        Window first = open.peek();
        return first != null && first.come == first.events;
    }
}
