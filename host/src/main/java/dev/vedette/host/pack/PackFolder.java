package dev.vedette.host.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The packs folder. Archives lie directly in it; beside them, in folders whose names begin with a dot: {@code .staging}
 * (being installed), {@code .previous/ID} (replaced, for rollback) and {@code .withdrawn/ID} (rolled back from). An
 * archive comes into place by one atomic move. Starting writes nothing here, so that several processes may start from
 * one folder that none of them can write; what class loaders have open are copies in a temporary folder of the process.
 */
final class PackFolder {
    private static final Logger log = LoggerFactory.getLogger(PackFolder.class);

    private final Path folder;
    private final Path staging;
    private final Path previous;
    private final Path withdrawn;
    private final int keep;
    private final Clock clock;
    private @Nullable Path work;

    PackFolder(Path folder, int keep, Clock clock) {
        this.folder = folder;
        this.staging = folder.resolve(".staging");
        this.previous = folder.resolve(".previous");
        this.withdrawn = folder.resolve(".withdrawn");
        this.keep = keep;
        this.clock = clock;
    }

    /** Removes what a process left behind that was killed in the middle of an install. */
    void clean() {
        FileTime yesterday = FileTime.from(clock.instant().minus(Duration.ofDays(1)));
        try (Stream<Path> staged = Files.isDirectory(staging) ? Files.list(staging) : Stream.empty()) {
            for (Path leftover : staged.toList()) {
                if (Files.getLastModifiedTime(leftover).compareTo(yesterday) < 0) {
                    Files.delete(leftover);
                }
            }
        } catch (IOException e) {
            log.warn("leftovers in {} cannot be removed: {}", staging, e.getMessage());
        }
    }

    /** Removes the copies. */
    void close() {
        if (work != null) {
            LoadedCode.delete(work);
            work = null;
        }
    }

    /** What lies in the folder and looks like a pack, by name. */
    List<Path> entries() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(PackFolder::looksLikePack).sorted().toList();
        }
    }

    private static boolean looksLikePack(Path file) {
        String name = file.getFileName().toString();
        return !name.startsWith(".")
                && (Files.isDirectory(file)
                        ? Files.exists(file.resolve(PackManifest.FILE))
                        : name.endsWith(".jar") || name.endsWith(".zip"));
    }

    /** A file directly in the folder. */
    Path resolve(String name) {
        return folder.resolve(name);
    }

    /** Where the copies are, or null as long as there were none. */
    @Nullable
    Path work() {
        return work;
    }

    /** A new empty folder for one class loader. */
    Path newWork() throws IOException {
        Path parent = work;
        if (parent == null) {
            parent = Files.createTempDirectory("vedette-packs-");
            work = parent;
        }
        return Files.createTempDirectory(parent, "pack-");
    }

    /** Copies an archive to where nobody changes it. */
    Path stage(Path archive) throws IOException {
        Files.createDirectories(staging);
        String ending =
                archive.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".zip") ? ".zip" : ".jar";
        Path staged = Files.createTempFile(staging, "pack-", ending);
        return Files.copy(archive, staged, StandardCopyOption.REPLACE_EXISTING);
    }

    static void discard(Path staged) {
        try {
            Files.deleteIfExists(staged);
        } catch (IOException e) {
            staged.toFile().deleteOnExit();
        }
    }

    /**
     * Puts a staged archive into its place. What lay there under the same name is taken away first.
     *
     * @param back whether this is a rollback, so that what lay there is withdrawn instead of kept for another one
     */
    Path place(Path staged, PackId id, boolean back) throws IOException {
        String name = staged.getFileName().toString();
        Path target = folder.resolve(id.id() + "-" + id.version() + name.substring(name.lastIndexOf('.')));
        Path aside = Files.exists(target) ? keep(target, back ? withdrawn : previous, id) : null;
        try {
            return Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (aside != null) {
                Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
            }
            throw e;
        }
    }

    /** Takes a replaced archive away, for rollback. */
    void retire(Path archive, PackId id) throws IOException {
        var unused = keep(archive, previous, id);
    }

    /** Takes away an archive that was rolled back from; rollback does not find it. */
    void withdraw(Path archive, PackId id) throws IOException {
        var unused = keep(archive, withdrawn, id);
    }

    private @Nullable Path keep(Path archive, Path where, PackId id) throws IOException {
        if (!Files.exists(archive)) {
            return null;
        }
        if (keep == 0) {
            Files.delete(archive);
            return null;
        }
        Path home = Files.createDirectories(where.resolve(id.id()));
        List<Path> older = oldestFirst(home);
        long number = older.isEmpty() ? 1 : number(older.get(older.size() - 1)) + 1;
        Path kept = home.resolve(String.format(Locale.ROOT, "%06d-%s", number, archive.getFileName()));
        Files.move(archive, kept, StandardCopyOption.ATOMIC_MOVE);
        for (int i = 0; i <= older.size() - keep; i++) {
            Files.delete(older.get(i));
        }
        return kept;
    }

    /** The archive to roll back to, or null. */
    @Nullable
    Path lastPrevious(String id) throws IOException {
        Path home = previous.resolve(id);
        List<Path> kept = id.isEmpty() || id.contains("/") || !Files.isDirectory(home) ? List.of() : oldestFirst(home);
        return kept.isEmpty() ? null : kept.get(kept.size() - 1);
    }

    private static List<Path> oldestFirst(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            List<Path> kept =
                    new ArrayList<>(files.filter(file -> number(file) > 0).toList());
            kept.sort(Comparator.comparingLong(PackFolder::number));
            return kept;
        }
    }

    private static long number(Path file) {
        String name = file.getFileName().toString();
        int dash = name.indexOf('-');
        try {
            return dash < 1 ? 0 : Long.parseLong(name.substring(0, dash));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
