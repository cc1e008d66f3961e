package dev.vedette.host.ingest.pull;

import java.io.IOException;

/** An API answers that it will not give what it was asked for. */
final class RestRefusedException extends IOException {
    private static final long serialVersionUID = 1;

    private final int status;

    RestRefusedException(String message, int status) {
        super(message);
        this.status = status;
    }

    /** Whether the address itself means nothing to the API (any more), as that of a page that was kept for too long. */
    boolean isAddress() {
        return status == 400 || status == 404 || status == 410;
    }
}
