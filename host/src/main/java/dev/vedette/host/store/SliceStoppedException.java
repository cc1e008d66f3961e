package dev.vedette.host.store;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A failure of the disk has closed a slice's writer, and what it had not committed is lost to it. */
final class SliceStoppedException extends IOException {
    private static final long serialVersionUID = 1L;

    SliceStoppedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
