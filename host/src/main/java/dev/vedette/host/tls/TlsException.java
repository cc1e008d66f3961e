package dev.vedette.host.tls;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Files that no listener can be served with; the message names the file and says what to do. */
public final class TlsException extends IOException {
    private static final long serialVersionUID = 1;

    TlsException(String message) {
        super(message);
    }

    TlsException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
