package dev.vedette.host.ingest.follow;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far a file was read.
 *
 * @param key its number in the file system
 * @param path its name when it was read
 * @param offset behind the last record, in the plain content of a compressed file
 * @param head checksum of its beginning
 * @param tail checksum of what stands before the offset
 * @param current whether of the files that had this name it is the one that was read last
 */
record Position(String key, String path, long offset, int head, int tail, boolean current) {
    /** One line of the note; the path is last, for it may hold anything but a line end. */
    String line() {
        return String.format(
                Locale.ROOT, "%s\t%d\t%08x\t%08x\t%s\t%s", key, offset, head, tail, current ? "current" : "-", path);
    }

    /** Null where a line is none of ours. */
    static @Nullable Position read(String line) {
        String[] parts = line.split("\t", 6);
        try {
            return parts.length < 6
                    ? null
                    : new Position(
                            parts[0],
                            parts[5],
                            Long.parseLong(parts[1]),
                            Integer.parseUnsignedInt(parts[2], 16),
                            Integer.parseUnsignedInt(parts[3], 16),
                            parts[4].equals("current"));
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
