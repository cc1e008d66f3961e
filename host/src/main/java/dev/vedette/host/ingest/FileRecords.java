package dev.vedette.host.ingest;

import com.github.luben.zstd.ZstdInputStream;
import dev.vedette.api.read.RecordReader;
import dev.vedette.api.read.RecordSink;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the records out of a file of whatever format, with bounded memory: gzip and zstd are unpacked; a container goes to the
 * reader that accepts it (the packs' before the host's own, which knows pcap); JSON that is not one object a line is
 * taken apart; everything else is lines. Immutable; several files may be read at once.
 */
public final class FileRecords {
    private static final Logger log = LoggerFactory.getLogger(FileRecords.class);
    private static final int READER_HEAD = 4_096;
    private static final int PIECE = 64 * 1024;

    private final List<RecordReader> readers;
    private final int maxRecordBytes;

    /**
     * @param readers of the packs, asked in this order
     * @param maxRecordBytes longer lines and values are cut
     */
    public FileRecords(List<RecordReader> readers, int maxRecordBytes) {
        this.readers = List.copyOf(readers);
        this.maxRecordBytes = maxRecordBytes;
    }

    /**
     * Reads a file to its end; damaged parts are reported to the sink.
     *
     * @throws DamagedFileException when its content ends the reading; the records before were handed over
     * @throws IOException when it cannot be read (further), which may be otherwise the next time
     */
    public void read(Path file, RecordSink sink) throws IOException {
        String name = file.getFileName() == null
                ? file.toString()
                : file.getFileName().toString();
        try (DiskInput disk = new DiskInput(Files.newInputStream(file))) {
            try (InputStream plain = unpacked(new BufferedInputStream(disk, PIECE));
                    BufferedInputStream in = new BufferedInputStream(plain, PIECE)) {
                read(in, name.replaceFirst("\\.(gz|zst)$", ""), sink);
            } catch (IOException e) {
                throw disk.failed ? e : new DamagedFileException(e);
            }
        }
    }

    /** Knows whether it was the disk that failed: readers throw the same for a format that is broken. */
    private static final class DiskInput extends FilterInputStream {
        private boolean failed;

        DiskInput(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return super.read(bytes, offset, length);
            } catch (IOException e) {
                failed = true;
                throw e;
            }
        }
    }

    /** The plain content of what is compressed with gzip or zstd; everything else as it is. */
    public static InputStream unpacked(BufferedInputStream in) throws IOException {
        in.mark(4);
        byte[] magic = in.readNBytes(4);
        in.reset();
        if (isGzip(magic)) {
            return new GZIPInputStream(in, PIECE);
        }
        return isZstd(magic) ? new ZstdInputStream(in) : in;
    }

    /** Whether a file that begins so is one that {@link #unpacked} unpacks. */
    public static boolean isCompressed(byte[] magic) {
        return isGzip(magic) || isZstd(magic);
    }

    private static boolean isGzip(byte[] magic) {
        return magic.length >= 2 && magic[0] == 0x1F && magic[1] == (byte) 0x8B;
    }

    private static boolean isZstd(byte[] magic) {
        return magic.length >= 4
                && magic[0] == 0x28
                && magic[1] == (byte) 0xB5
                && magic[2] == 0x2F
                && magic[3] == (byte) 0xFD;
    }

    private void read(BufferedInputStream in, String name, RecordSink sink) throws IOException {
        in.mark(TextFormat.HEAD);
        byte[] head = head(in);
        in.reset();
        byte[] start = Arrays.copyOf(head, Math.min(head.length, READER_HEAD));
        for (RecordReader reader : readers) {
            if (reader.accepts(start, name)) {
                reader.read(in, sink);
                return;
            }
        }
        PcapReader pcap = new PcapReader();
        if (pcap.accepts(start, name)) {
            pcap.read(in, sink);
        } else if (TextFormat.of(head) == TextFormat.JSON) {
            split(in, new JsonSplitter(maxRecordBytes, true), sink);
        } else {
            split(in, new LineSplitter(maxRecordBytes), sink);
        }
    }

    /** As much as can be read: a file that is damaged further on is damaged when the reading comes there. */
    private static byte[] head(BufferedInputStream in) {
        byte[] head = new byte[TextFormat.HEAD];
        int size = 0;
        try {
            for (int count = 0; count >= 0 && size < head.length; count = in.read(head, size, head.length - size)) {
                size += count;
            }
        } catch (IOException e) {
            log.debug("the beginning of a file is damaged: {}", e.toString());
        }
        return Arrays.copyOf(head, size);
    }

    private static void split(InputStream in, Splitter splitter, RecordSink sink) throws IOException {
        SplitFile out = new SplitFile(sink);
        byte[] piece = new byte[PIECE];
        for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
            splitter.feed(piece, 0, count, out);
            out.offset += count;
        }
        splitter.finish(out);
    }

    /** Hands on what a splitter finds; an offset is that of the piece read when the trouble was seen. */
    private static final class SplitFile implements FrameSink {
        private final RecordSink sink;
        private long offset;

        SplitFile(RecordSink sink) {
            this.sink = sink;
        }

        @Override
        public void record(byte[] bytes) {
            sink.record(bytes);
        }

        @Override
        public void cut(byte[] beginning, long lostBytes) {
            sink.record(beginning);
            sink.damaged(
                    offset,
                    "a record is longer than " + beginning.length + " bytes: the last " + lostBytes + " were cut off");
        }

        @Override
        public void broken(String reason) {
            sink.damaged(offset, reason);
        }
    }
}
