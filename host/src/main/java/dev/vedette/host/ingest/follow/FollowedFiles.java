package dev.vedette.host.ingest.follow;

import dev.vedette.api.event.Origin;
import dev.vedette.host.ingest.ReceiverSettings;
import dev.vedette.host.journal.Journal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** The notes of all receivers that follow files, and what the journal holds that came after them. */
public final class FollowedFiles {
    private static final String END = ".files";

    private record Handed(String receiver, String path) {}

    private final Path folder;
    private final LongSupplier journalEnd;
    private final Map<String, Note> notes = new HashMap<>();
    private final Map<Handed, Long> handed = new HashMap<>();

    private FollowedFiles(Path folder, LongSupplier journalEnd) {
        this.folder = folder;
        this.journalEnd = journalEnd;
    }

    /** For a host without a journal: what was read before a crash and not noted is read again. */
    public static FollowedFiles in(Path folder) {
        return new FollowedFiles(folder, () -> Long.MAX_VALUE);
    }

    /**
     * Reads the notes of these receivers, and counts in the journal what they handed in later. To be called before the
     * journal has its consumer.
     */
    public static FollowedFiles open(Path folder, List<ReceiverSettings> receivers, Journal journal)
            throws IOException {
        FollowedFiles files = new FollowedFiles(folder, journal::nextPosition);
        long from = Long.MAX_VALUE;
        for (ReceiverSettings receiver : receivers) {
            if (receiver.file().follow()) {
                from = Math.min(from, files.note(receiver.id()).journal());
            }
        }
        if (from != Long.MAX_VALUE) {
            journal.replay(
                    from,
                    batch -> batch.forEach(one -> {
                        Origin origin = one.record().origin();
                        Note note = files.notes.get(origin.receiver());
                        if (note != null && origin.path() != null && one.position() >= note.journal()) {
                            files.handed.merge(new Handed(origin.receiver(), origin.path()), 1L, Long::sum);
                        }
                    }));
        }
        return files;
    }

    Note note(String receiver) throws IOException {
        Note known = notes.get(receiver);
        if (known == null) {
            known = Note.read(file(receiver));
            notes.put(receiver, known);
        }
        return known;
    }

    /** How many records of this file are in the journal behind the note. */
    long handedSince(String receiver, String path) {
        return handed.getOrDefault(new Handed(receiver, path), 0L);
    }

    /** Notes how far the files were read; everything that was handed in must be durable. */
    void keep(String receiver, List<Position> positions) throws IOException {
        Files.createDirectories(folder);
        new Note(journalEnd.getAsLong(), positions).write(file(receiver));
    }

    /** Copies the notes for a backup; before the journal is frozen, for they must not know more than it holds. */
    public void freeze(Path into) throws IOException {
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + END)) {
                for (Path note : found) {
                    Files.copy(note, into.resolve(note.getFileName()));
                }
            }
        }
    }

    private Path file(String receiver) {
        StringBuilder name = new StringBuilder();
        for (byte b : receiver.getBytes(StandardCharsets.UTF_8)) { // ids may hold what no file name may
            boolean plain = (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || b == '-' || b == '_';
            name.append(plain ? String.valueOf((char) b) : "%" + Integer.toHexString(b & 0xFF));
        }
        return folder.resolve(name + END);
    }
}
