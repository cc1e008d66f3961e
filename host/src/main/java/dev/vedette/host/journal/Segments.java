package dev.vedette.host.journal;

import dev.vedette.host.backup.FrozenFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The segment files of a journal folder, by the position at which each begins. Thread-safe. */
final class Segments {
    private static final String PREFIX = "journal-";
    private static final String SUFFIX = ".segment";

    private final Path folder;
    private final Disk disk;
    private final JournalSettings settings;
    private final Consumer<JournalDamage> damages;
    private final SecureRandom seeds = new SecureRandom();
    private final TreeMap<Long, Path> files = new TreeMap<>();
    private long next; // where the next segment begins

    private Segments(Path folder, Disk disk, JournalSettings settings, Consumer<JournalDamage> damages) {
        this.folder = folder;
        this.disk = disk;
        this.settings = settings;
        this.damages = damages;
    }

    /** Finds the segments, cuts the torn tail of the newest and drops it if it holds nothing. */
    static Segments open(Path folder, Disk disk, JournalSettings settings, Consumer<JournalDamage> damages)
            throws IOException {
        Segments segments = new Segments(folder, disk, settings, damages);
        try (Stream<Path> found = Files.list(folder)) {
            for (Path path : (Iterable<Path>) found::iterator) {
                Long base = base(path);
                if (base != null) {
                    segments.files.put(base, path);
                }
            }
        }
        segments.next = settings.notBelow();
        Map.Entry<Long, Path> newest = segments.files.lastEntry();
        if (newest != null) {
            segments.next = Math.max(segments.next, newest.getKey() + segments.cutTail(newest.getValue()));
        }
        return segments;
    }

    private static @Nullable Long base(Path path) {
        String name = path.getFileName().toString();
        if (!name.startsWith(PREFIX) || !name.endsWith(SUFFIX)) {
            return null;
        }
        String digits = name.substring(PREFIX.length(), name.length() - SUFFIX.length());
        return digits.matches("\\d{19}") ? (Long) Long.parseLong(digits) : null;
    }

    /** How far positions of the newest segment may have gone. */
    private long cutTail(Path path) throws IOException {
        long size = Files.size(path);
        List<JournalDamage> found = new ArrayList<>();
        long end = new SegmentReader(path, found::add).read(Long.MAX_VALUE, record -> true);
        if (end == 0) {
            // The header is forced before anything is acknowledged, so a torn one stands before no promise; but if
            // the disk spoilt it later, positions of this file were given out and must not come again.
            return size;
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.truncate(end);
            channel.force(true);
        }
        return end;
    }

    /** Begins the next segment. */
    synchronized SegmentWriter create() throws IOException {
        if (bytes() + settings.segmentBytes() > settings.maxBytes()) {
            throw new IOException("the journal has reached its limit of " + settings.maxBytes()
                    + " bytes (journal.maxBytes): the index has not yet committed what is in it");
        }
        String name = String.format(Locale.ROOT, "%s%019d%s", PREFIX, next, SUFFIX);
        SegmentWriter writer =
                SegmentWriter.create(disk, folder, name, next, seeds.nextLong(), settings.segmentBytes());
        files.put(next, writer.path());
        return writer;
    }

    /** Notes where the segment being written ends now. */
    synchronized void grownTo(long position) {
        next = position;
    }

    synchronized long nextPosition() {
        return next;
    }

    synchronized int count() {
        return files.size();
    }

    synchronized long bytes() throws IOException {
        long bytes = 0;
        for (Path path : files.values()) {
            bytes += Files.size(path);
        }
        return bytes;
    }

    /** Hands the records from one position until before another to {@code records}; false if that said no. */
    boolean read(long from, long to, Predicate<JournaledRecord> records) throws IOException {
        TreeMap<Long, Path> read;
        synchronized (this) {
            Long first = files.floorKey(from);
            read = new TreeMap<>(first == null ? files : files.tailMap(first));
        }
        for (Map.Entry<Long, Path> file : read.entrySet()) {
            long base = file.getKey();
            if (base >= to) {
                break;
            }
            Long successor = read.higherKey(base);
            long until = successor == null ? to : Math.min(to, successor);
            SegmentReader reader = new SegmentReader(file.getValue(), damages);
            // Behind the successor's base stands what a failed fsync left: it was written again, there.
            long end = base
                    + reader.read(
                            Math.max(0, until - base), record -> record.position() < from || records.test(record));
            if (end < base) {
                return false;
            }
            if (successor != null && end > base && end < successor && from < successor && successor <= to) {
                reader.report(end - base, successor - end, "the end of the file is missing or unreadable");
            }
        }
        return true;
    }

    /** Puts the segments into a folder; the newest is copied, for it grows. Its torn tail is cut when it is opened. */
    synchronized void freeze(Path into) throws IOException {
        for (Path file : files.values()) {
            Path as = into.resolve(file.getFileName());
            if (file.equals(files.lastEntry().getValue())) {
                Files.copy(file, as);
            } else {
                FrozenFiles.link(file, as);
            }
        }
    }

    /** Deletes the segments that hold nothing from {@code position} on, but never the newest. */
    synchronized void release(long position) throws IOException {
        while (files.size() > 1) {
            Map.Entry<Long, Path> first = files.firstEntry();
            Long second = files.higherKey(first.getKey());
            if (second == null || second > position) {
                return;
            }
            Files.deleteIfExists(first.getValue());
            files.remove(first.getKey());
        }
    }
}
