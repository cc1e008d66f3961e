package dev.vedette.host.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A finished backup on the disk. Needs no host. */
public final class BackupFolder {
    private final Path folder;
    private final BackupManifest manifest;

    private BackupFolder(Path folder, BackupManifest manifest) {
        this.folder = folder;
        this.manifest = manifest;
    }

    /** @throws IOException if this is no backup, or one that this version cannot read */
    public static BackupFolder open(Path folder) throws IOException {
        return new BackupFolder(folder, BackupManifest.read(folder));
    }

    /** Copies frozen files into a new backup folder and writes its manifest; the name appears when all is there. */
    static BackupFolder write(Path frozen, Path folder, String version, Instant created) throws IOException {
        Path partial = folder.resolveSibling(folder.getFileName() + ".partial");
        FrozenFiles.delete(partial);
        Files.createDirectories(partial.resolve(BackupManifest.DATA));
        List<BackupManifest.Entry> entries = new ArrayList<>();
        for (Path file : files(frozen)) {
            Path target = partial.resolve(BackupManifest.DATA).resolve(frozen.relativize(file));
            Files.createDirectories(parent(target));
            String hash = Hashing.copy(file, target);
            entries.add(new BackupManifest.Entry(name(frozen, file), Files.size(target), hash));
        }
        BackupManifest manifest = new BackupManifest(version, created, entries);
        manifest.write(partial);
        Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
        return new BackupFolder(folder, manifest);
    }

    private static Path parent(Path file) throws IOException {
        Path parent = file.getParent();
        if (parent == null) {
            throw new IOException(file + " has no folder");
        }
        return parent;
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String name(Path root, Path file) {
        Path relative = root.relativize(file);
        List<String> names = new ArrayList<>();
        relative.forEach(part -> names.add(part.toString()));
        return String.join("/", names);
    }

    public Instant created() {
        return manifest.created();
    }

    /** Of the product that made it. */
    public String version() {
        return manifest.version();
    }

    public long bytes() {
        return manifest.bytes();
    }

    /**
     * Reads every file.
     *
     * @param progress is told the bytes read after each
     * @return what is wrong; nothing when all is as it was written
     */
    public List<String> verify(LongConsumer progress) throws IOException {
        Path data = folder.resolve(BackupManifest.DATA);
        Map<String, Path> found = files(data).stream()
                .collect(Collectors.toMap(file -> name(data, file), file -> file, (a, b) -> a, TreeMap::new));
        List<String> problems = new ArrayList<>();
        for (BackupManifest.Entry entry : manifest.files()) {
            Path file = found.remove(entry.path());
            if (file == null) {
                problems.add(entry.path() + " is missing");
            } else if (Files.size(file) != entry.size()) {
                problems.add(entry.path() + " has " + Files.size(file) + " bytes instead of " + entry.size());
            } else if (!Hashing.sha256(file).equals(entry.sha256())) {
                problems.add(entry.path() + " has changed: its SHA-256 is another one");
            }
            progress.accept(entry.size());
        }
        found.keySet().forEach(extra -> problems.add(extra + " was added"));
        return problems;
    }

    /**
     * Makes a data folder of it. Every file is checked while it is copied; the folder appears when all is there.
     *
     * @param data must not exist, or be empty
     * @throws IOException if the folder is in use, or a file is not as it was written
     */
    public void restore(Path data, LongConsumer progress) throws IOException {
        Path target = data.toAbsolutePath().normalize();
        if (Files.exists(target)) {
            try (Stream<Path> inside = Files.list(target)) {
                if (inside.findAny().isPresent()) {
                    throw new IOException(
                            target + " is not empty: restore into a new folder, or move this one away first");
                }
            }
        }
        Path partial = target.resolveSibling(target.getFileName() + ".restoring");
        FrozenFiles.delete(partial);
        for (BackupManifest.Entry entry : manifest.files()) {
            Path file = partial.resolve(entry.path()).normalize();
            if (!file.startsWith(partial)) {
                throw new IOException("the backup names a file outside of itself: " + entry.path());
            }
            Files.createDirectories(parent(file));
            String hash = Hashing.copy(folder.resolve(BackupManifest.DATA).resolve(entry.path()), file);
            if (!hash.equals(entry.sha256())) {
                FrozenFiles.delete(partial);
                throw new IOException(entry.path()
                        + " has changed since the backup was made; 'backup verify' lists all such files. Take another"
                        + " backup");
            }
            progress.accept(entry.size());
        }
        Files.deleteIfExists(target);
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    }
}
