package dev.vedette.host.ingest.follow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What a receiver knew when everything it had handed in was durable.
 *
 * @param journal all records that it handed in later stand at or behind this position of the journal
 */
record Note(long journal, List<Position> files) {
    private static final String BEGIN = "vedette files 1 ";
    private static final String END = "end";

    Note {
        files = List.copyOf(files);
    }

    /** Replaces the note as a whole: after a crash there is the old one or the new one. */
    void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder(BEGIN).append(journal).append('\n');
        files.forEach(position -> text.append(position.line()).append('\n'));
        text.append(END).append('\n');
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The last note; an empty one if there is none. */
    static Note read(Path file) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return new Note(Long.MAX_VALUE, List.of());
        }
        if (lines.size() < 2
                || !lines.get(0).startsWith(BEGIN)
                || !lines.getLast().equals(END)) {
            throw new IOException(file + " is damaged, so it is not known how far files were read; delete it to read"
                    + " them all again from their beginning");
        }
        List<Position> positions = new ArrayList<>();
        for (String line : lines.subList(1, lines.size() - 1)) {
            Position position = Position.read(line);
            if (position != null) {
                positions.add(position);
            }
        }
        return new Note(Long.parseLong(lines.get(0).substring(BEGIN.length())), positions);
    }
}
