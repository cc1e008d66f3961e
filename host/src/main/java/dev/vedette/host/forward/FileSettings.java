package dev.vedette.host.forward;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Files in a folder.
 *
 * @param folder made where it is missing
 * @param compress each write is a gzip member or zstd frame of its own, so that a file can be read while it grows
 * @param rotateBytes a file that has this size is the last of its name; 0 is 128 MiB
 * @param rotateAfter a file that is this old is; null is an hour
 */
public record FileSettings(
        Path folder,
        @Nullable Compress compress,
        long rotateBytes,
        @Nullable Duration rotateAfter) {
    /** The ways there are. */
    public enum Compress {
        NONE,
        GZIP,
        ZSTD
    }

    public FileSettings {
        compress = compress == null ? Compress.ZSTD : compress;
        rotateBytes = rotateBytes == 0 ? 128L << 20 : rotateBytes;
        rotateAfter = rotateAfter == null ? Duration.ofHours(1) : rotateAfter;
        if (rotateBytes < 1024 || rotateAfter.toSeconds() < 1) {
            throw new IllegalArgumentException("file.rotate-bytes is at least 1024, file.rotate-after a second");
        }
    }

    @Override
    public Compress compress() {
        return Objects.requireNonNull(compress);
    }

    @Override
    public Duration rotateAfter() {
        return Objects.requireNonNull(rotateAfter);
    }
}
