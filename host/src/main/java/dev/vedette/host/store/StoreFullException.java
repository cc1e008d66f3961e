package dev.vedette.host.store;

import java.io.IOException;

/** The disk is nearly full. Nothing was added; try the same event again until there is room. */
public final class StoreFullException extends IOException {
    private static final long serialVersionUID = 1L;

    StoreFullException(String message) {
        super(message);
    }
}
