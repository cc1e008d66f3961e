package dev.vedette.host.store;

import java.io.IOException;
import java.nio.file.Path;

/** A slice was deleted or set aside while somebody was about to write to it: its successor takes the event. */
final class SliceRetiredException extends IOException {
    private static final long serialVersionUID = 1L;

    SliceRetiredException(Path folder) {
        super("the slice " + folder + " was just deleted or set aside");
    }
}
