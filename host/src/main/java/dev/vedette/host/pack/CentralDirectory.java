package dev.vedette.host.pack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads a zip's table of contents as it stands in the file. {@code java.util.zip} hides what matters here: names that
 * stand twice, symbolic links, and sizes that overlap.
 */
final class CentralDirectory {
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_BYTES = 46;
    private static final int ZIP64 = 0xFFFF;
    private static final int UNIX = 3;
    private static final int LINK = 0xA000;
    private static final int FILE_TYPE = 0xF000;

    private CentralDirectory() {}

    /** Refuses an archive whose table of contents is broken, hostile or beyond the limits. */
    static void check(Path file, ArchiveLimits limits) throws IOException, PackRefusedException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long length = in.length();
            limits.archive(length);
            byte[] tail = new byte[(int) Math.min(length, END_BYTES + 0xFFFF)];
            in.seek(length - tail.length);
            in.readFully(tail);
            ByteBuffer end = end(tail);
            int count = Short.toUnsignedInt(end.getShort(10));
            long size = Integer.toUnsignedLong(end.getInt(12));
            long offset = Integer.toUnsignedLong(end.getInt(16));
            if (count == ZIP64) {
                throw new PackRefusedException(
                        PackCode.ARCHIVE_TOO_LARGE, "the archive is a Zip64 with 65,535 entries or more");
            }
            limits.entryCount(count);
            long endAt = length - tail.length + end.arrayOffset();
            if (offset + size != endAt) {
                throw corrupt("its table of contents is not where it should be");
            }
            byte[] table = new byte[(int) size];
            in.seek(offset);
            in.readFully(table);
            entries(ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN), count, length, limits);
        }
    }

    /** The end record, as a view whose array offset tells where it begins. */
    private static ByteBuffer end(byte[] tail) throws PackRefusedException {
        ByteBuffer buffer = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = tail.length - END_BYTES; at >= 0; at--) {
            if (buffer.getInt(at) == END
                    && at + END_BYTES + Short.toUnsignedInt(buffer.getShort(at + 20)) == tail.length) {
                return buffer.slice(at, END_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            }
        }
        throw corrupt("it is no zip, or its end is missing");
    }

    private static void entries(ByteBuffer table, int count, long length, ArchiveLimits limits)
            throws PackRefusedException {
        Set<String> names = new HashSet<>();
        long packed = 0;
        long unpacked = 0;
        int at = 0;
        for (int i = 0; i < count; i++) {
            if (at + ENTRY_BYTES > table.limit() || table.getInt(at) != ENTRY) {
                throw corrupt("entry " + (i + 1) + " of its table of contents is broken");
            }
            int nameBytes = Short.toUnsignedInt(table.getShort(at + 28));
            int next = at
                    + ENTRY_BYTES
                    + nameBytes
                    + Short.toUnsignedInt(table.getShort(at + 30))
                    + Short.toUnsignedInt(table.getShort(at + 32));
            if (next > table.limit()) {
                throw corrupt("entry " + (i + 1) + " of its table of contents is cut off");
            }
            byte[] nameText = new byte[nameBytes];
            table.get(at + ENTRY_BYTES, nameText);
            String name = new String(nameText, StandardCharsets.UTF_8);
            ArchiveLimits.name(name);
            if (!names.add(name)) {
                throw new PackRefusedException(PackCode.ENTRY_DUPLICATE, "'" + name + "' stands twice in the archive");
            }
            if ((table.get(at + 5) == UNIX) && (table.getInt(at + 38) >>> 16 & FILE_TYPE) == LINK) {
                throw new PackRefusedException(PackCode.SYMLINK, "'" + name + "' is a symbolic link");
            }
            if ((table.getShort(at + 8) & 1) != 0) {
                throw corrupt("'" + name + "' is encrypted");
            }
            long entryPacked = Integer.toUnsignedLong(table.getInt(at + 20));
            long entryUnpacked = Integer.toUnsignedLong(table.getInt(at + 24));
            limits.entry(name, entryUnpacked, entryPacked);
            packed += entryPacked;
            unpacked += entryUnpacked;
            at = next;
        }
        limits.total(unpacked);
        if (packed > length) {
            throw new PackRefusedException(
                    PackCode.ARCHIVE_BOMB, "its entries together are larger than the archive, so they overlap");
        }
    }

    private static PackRefusedException corrupt(String reason) {
        return new PackRefusedException(PackCode.ARCHIVE_CORRUPT, "the archive cannot be read: " + reason);
    }
}
