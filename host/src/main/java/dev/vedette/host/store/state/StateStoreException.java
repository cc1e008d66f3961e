package dev.vedette.host.store.state;

import java.io.IOException;

/** The state database cannot be opened; the message says why and what to do. */
public final class StateStoreException extends IOException {
    private static final long serialVersionUID = 1;

    StateStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
