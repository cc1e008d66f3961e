package dev.vedette.host.forward;

import com.github.luben.zstd.Zstd;
import dev.vedette.api.event.RawRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Files of lines; what {@link #send} has written is on the disk when it returns. */
final class FileTarget implements Target {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);

    private final FileSettings settings;
    private final String id;
    private final String ending;
    private @Nullable RandomAccessFile file; // no channel: a stop of the host would cut a write in two
    private Instant begun = Instant.EPOCH;
    private long length;

    FileTarget(FileSettings settings, String id, ForwardSettings.Format format) {
        this.settings = settings;
        this.id = id;
        this.ending = (format == ForwardSettings.Format.JSON ? ".ndjson" : ".log")
                + switch (settings.compress()) {
                    case NONE -> "";
                    case GZIP -> ".gz";
                    case ZSTD -> ".zst";
                };
    }

    @Override
    public void send(List<RawRecord> records, Instant now) throws IOException {
        RandomAccessFile open = file;
        if (open == null || length >= settings.rotateBytes() || !now.isBefore(begun.plus(settings.rotateAfter()))) {
            close();
            open = begin(now);
            file = open;
        }
        byte[] bytes = compressed(Lines.of(records));
        boolean written = false;
        try {
            open.write(bytes);
            open.getFD().sync();
            length += bytes.length;
            written = true;
        } finally {
            if (!written) {
                cutBack(open);
            }
        }
    }

    private void cutBack(RandomAccessFile open) throws IOException {
        try {
            open.setLength(length); // half of it would come twice
        } finally {
            close();
        }
    }

    private RandomAccessFile begin(Instant now) throws IOException {
        Files.createDirectories(settings.folder());
        String time = NAME.format(now.atOffset(ZoneOffset.UTC));
        for (int number = 0; ; number++) {
            Path path = settings.folder().resolve(id + "-" + time + (number == 0 ? "" : "-" + number) + ending);
            try {
                Files.createFile(path);
                RandomAccessFile fresh = new RandomAccessFile(path.toFile(), "rw");
                begun = now;
                length = 0;
                return fresh;
            } catch (FileAlreadyExistsException e) {
                // the next number is free
            }
        }
    }

    private byte[] compressed(byte[] lines) throws IOException {
        return switch (settings.compress()) {
            case NONE -> lines;
            case ZSTD -> Zstd.compress(lines);
            case GZIP -> {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
                    out.write(lines);
                }
                yield bytes.toByteArray();
            }
        };
    }

    @Override
    public void close() {
        RandomAccessFile open = file;
        file = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // everything in it was forced
            }
        }
    }
}
