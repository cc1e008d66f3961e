package dev.vedette.host.forward;

import dev.vedette.api.event.RawRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Where records are sent. Used by one thread. */
interface Target extends AutoCloseable {
    /**
     * Sends records in their order; when it returns the target has them, as far as it can say so.
     *
     * @throws RefusedException if it will never take them as they are
     * @throws IOException if it cannot take them now; all of them are sent again
     */
    void send(List<RawRecord> records, Instant now) throws IOException, InterruptedException;

    @Override
    void close();

    /** These records would be refused again. */
    final class RefusedException extends IOException {
        private static final long serialVersionUID = 1;

        RefusedException(String message) {
            super(message);
        }
    }

    /** The target says itself when to come again. */
    final class LaterException extends IOException {
        private static final long serialVersionUID = 1;
        private final Duration pause;

        LaterException(String message, Duration pause) {
            super(message);
            this.pause = pause;
        }

        Duration pause() {
            return pause;
        }
    }
}
