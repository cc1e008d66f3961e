package dev.vedette.host.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Reads the records of one segment file, stepping over what is damaged. */
final class SegmentReader {
    private final Path path;
    private final Consumer<JournalDamage> damages;

    SegmentReader(Path path, Consumer<JournalDamage> damages) {
        this.path = path;
        this.damages = damages;
    }

    /**
     * Hands every intact record that begins below an offset to {@code records}.
     *
     * @param records answers whether to go on
     * @return up to where the file was read, or up to the end of the last intact record; 0 if its header is unreadable;
     *     -1 if {@code records} said no
     */
    long read(long below, Predicate<JournaledRecord> records) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        Frames frames = Frames.read(bytes);
        if (frames == null) {
            report(0, bytes.length, "its header is unreadable: none of its records can be read");
            return 0;
        }
        ByteBuffer file = ByteBuffer.wrap(bytes);
        int at = Frames.SEGMENT_HEADER;
        int end = at;
        while (at < Math.min(bytes.length, below)) {
            int length = frames.frameAt(file, at);
            if (length < 0) {
                at++;
                continue;
            }
            if (at > end) {
                report(end, at - end, "its checksum is wrong; the records behind it are intact and were kept");
            }
            JournaledRecord record = frames.recordAt(file, at, length);
            if (record == null) {
                report(at, length, "a newer version of Vedette wrote it; start that version again to read it");
            } else if (!records.test(record)) {
                return -1;
            }
            at += length;
            end = at;
        }
        return end;
    }

    void report(long offset, long bytes, String reason) {
        damages.accept(new JournalDamage(
                path,
                offset,
                bytes,
                "journal segment " + path + " is damaged: " + bytes + " bytes at offset " + offset + ": " + reason
                        + ". Check the disk (dmesg, smartctl), keep a copy of the file if you want it examined, and ask"
                        + " the senders of that time to send again."));
    }
}
