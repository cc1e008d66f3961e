package dev.vedette.host.ingest;

import java.io.IOException;

/** A file does not follow its format: it will not the next time either, unlike one that the disk did not give. */
public final class DamagedFileException extends IOException {
    private static final long serialVersionUID = 1;

    DamagedFileException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
