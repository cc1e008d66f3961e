package dev.vedette.host.store;

import dev.vedette.host.backup.FrozenFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;

/** The folder of a slice, whether it is open or not. */
record SliceFiles(Path folder) {
    /** What the last commit says; null if there is none. */
    @Nullable
    SegmentInfos committed() throws IOException {
        if (!Files.isDirectory(folder)) {
            return null;
        }
        try (Directory files = FSDirectory.open(folder)) {
            return DirectoryReader.indexExists(files) ? SegmentInfos.readLatestCommit(files) : null;
        }
    }

    /**
     * Refuses a folder whose commit is gone though there was one: Lucene would begin anew and delete what is left.
     *
     * @throws IndexNotFoundException if so
     */
    void requireCommit() throws IOException {
        Path chain = folder.resolve(ChainFile.NAME);
        if (!Files.exists(chain) || Files.size(chain) == 0) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            // The first commit of all may have been cut short when its chain was there and it was not.
            if (files.noneMatch(file -> file.getFileName().toString().contains("segments_"))) {
                throw new IndexNotFoundException("the commit file segments_N of " + folder + " is gone");
            }
        }
    }

    /**
     * Reads every file of the last commit.
     *
     * @throws org.apache.lucene.index.CorruptIndexException if a checksum does not fit
     */
    void check() throws IOException {
        requireCommit();
        try (Directory files = FSDirectory.open(folder)) {
            if (DirectoryReader.indexExists(files)) {
                try (DirectoryReader reader = DirectoryReader.open(files)) {
                    for (LeafReaderContext segment : reader.leaves()) {
                        segment.reader().checkIntegrity();
                    }
                }
            }
        }
    }

    /** When anything was last written here. */
    Instant written() throws IOException {
        Instant latest = Instant.EPOCH;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Instant time = Files.getLastModifiedTime(file).toInstant();
                latest = time.isAfter(latest) ? time : latest;
            }
        }
        return latest;
    }

    long bytes() throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        long bytes = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                bytes += sizeOf(file);
            }
        }
        return bytes;
    }

    private static long sizeOf(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0; // a merge has just replaced it
        }
    }

    /** Puts what the last commit wrote, and what stands beside it, into a folder; nobody commits meanwhile. */
    void freeze(Path into) throws IOException {
        SegmentInfos infos = committed();
        if (infos == null) {
            return;
        }
        Files.createDirectories(into);
        Set<String> frozen = new HashSet<>(infos.files(true));
        for (String file : frozen) {
            FrozenFiles.link(folder.resolve(file), into.resolve(file));
        }
        try (Stream<Path> beside = Files.list(folder)) {
            for (Path file : (Iterable<Path>) beside::iterator) {
                String name = file.getFileName().toString();
                if (!isLucenes(name) && Files.isRegularFile(file)) {
                    Files.copy(file, into.resolve(name));
                }
            }
        }
    }

    private static boolean isLucenes(String name) {
        return name.startsWith("_")
                || name.startsWith("segments_")
                || name.startsWith("pending_segments_")
                || name.equals("write.lock");
    }

    /** Deletes a folder and what is in it. */
    static void deleteTree(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
