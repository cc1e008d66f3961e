package dev.vedette.host.backup;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;

/** Freezes files. */
public final class FrozenFiles {
    private FrozenFiles() {}

    /** A second name for a file that never changes, or a copy where the file system has no second names. */
    public static void link(Path file, Path as) throws IOException {
        try {
            Files.createLink(as, file);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.copy(file, as, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    /** Copies a folder, but for some names in it; what vanishes meanwhile was not meant to stay. */
    static void copy(Path folder, Path into, Set<String> without) throws IOException {
        Files.createDirectories(into);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (without.contains(name) || name.endsWith(".lock")) {
                    continue;
                }
                Path target = into.resolve(name);
                if (Files.isDirectory(entry)) {
                    copy(entry, target, Set.of());
                } else if (Files.isRegularFile(entry)) {
                    try {
                        Files.copy(entry, target, StandardCopyOption.COPY_ATTRIBUTES);
                    } catch (NoSuchFileException e) {
                        Files.deleteIfExists(target);
                    }
                }
            }
        }
    }

    /** Deletes a folder with all that is in it, if it is there. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                for (Path entry : entries) {
                    delete(entry);
                }
            }
        }
        Files.delete(folder);
    }
}
