package dev.vedette.host.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes backups of a running host's data folder, one at a time, on a thread of its own. Thread-safe. */
public final class Backups implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Backups.class);
    private static final String STAGING = "backup-staging";
    private static final String HERE = "backups";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    /** What leads to this very host, and what is made anew: none of it belongs to the data. */
    private static final Set<String> NOT_DATA =
            Set.of(STAGING, HERE, "cli-token", "cli-endpoint", "cli-certificate", "admin-token", "searches", "tmp");

    private final Path data;
    private final Path folder;
    private final String version;
    private final List<BackupPart> parts;
    private final Held held;
    private final Clock clock;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(work -> new Thread(work, "backup"));
    private final Map<String, BackupStatus> unfinished = new HashMap<>(); // running, or failed since the start

    /** Holds checkpoints off while something is done. */
    @FunctionalInterface
    public interface Held {
        void during(Work work) throws IOException;
    }

    /** Something that is done meanwhile. */
    @FunctionalInterface
    public interface Work {
        void run() throws IOException;
    }

    /**
     * Backups of a data folder.
     *
     * @param parts that freeze themselves; every other file is copied
     */
    public Backups(Path data, BackupSettings settings, String version, List<BackupPart> parts, Held held, Clock clock) {
        this.data = data;
        Path chosen = settings.folder();
        this.folder = chosen == null ? data.resolve(HERE) : chosen;
        this.version = version;
        this.parts = List.copyOf(parts);
        this.held = held;
        this.clock = clock;
    }

    /** Whether a text can be a backup's name; it becomes a folder's. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches() && !text.endsWith(".partial");
    }

    /** Where they are. */
    public Path folder() {
        return folder;
    }

    /**
     * Begins a backup.
     *
     * @param name a fresh one, see {@link #isName}
     * @throws IllegalStateException if one is being made, or the name is taken; the message says which
     */
    public synchronized BackupStatus create(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("a backup's name is made of letters, digits, '.', '_' and '-'");
        }
        for (BackupStatus other : unfinished.values()) {
            if (other.state() == BackupStatus.State.RUNNING) {
                throw new IllegalStateException("the backup '" + other.name() + "' is being made; wait for its end");
            }
        }
        if (Files.exists(folder.resolve(name))) {
            throw new IllegalStateException("there is a backup '" + name + "' already; choose another name");
        }
        BackupStatus running = new BackupStatus(name, BackupStatus.State.RUNNING, clock.instant(), 0, null);
        unfinished.put(name, running);
        worker.execute(() -> make(running));
        return running;
    }

    private void make(BackupStatus running) {
        String failure = null;
        try {
            BackupFolder made = make(running.name(), running.created());
            LOG.info("The backup {} is done: {} bytes in {}.", running.name(), made.bytes(), folder);
        } catch (IOException | RuntimeException e) {
            LOG.error("The backup {} failed; nothing of it is left", running.name(), e);
            failure = e.toString();
        }
        finish(running, failure);
    }

    private synchronized void finish(BackupStatus running, @Nullable String failure) {
        unfinished.remove(running.name());
        if (failure != null) {
            unfinished.put(
                    running.name(),
                    new BackupStatus(running.name(), BackupStatus.State.FAILED, running.created(), 0, failure));
        }
    }

    private BackupFolder make(String name, Instant created) throws IOException {
        Path staging = data.resolve(STAGING);
        FrozenFiles.delete(staging);
        Files.createDirectories(staging);
        try {
            held.during(() -> freeze(staging));
            Files.createDirectories(folder);
            makePrivate(folder);
            return BackupFolder.write(staging, folder.resolve(name), version, created);
        } finally {
            FrozenFiles.delete(staging);
            FrozenFiles.delete(folder.resolve(name + ".partial"));
        }
    }

    private void freeze(Path staging) throws IOException {
        Set<String> without = new HashSet<>(NOT_DATA);
        for (BackupPart part : parts) {
            Path into = staging.resolve(part.name());
            Files.createDirectories(into);
            part.freezing().into(into);
            without.add(part.name());
        }
        FrozenFiles.copy(data, staging, without);
    }

    private static void makePrivate(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** All that there are, the newest first. */
    public List<BackupStatus> list() throws IOException {
        List<BackupStatus> all = new ArrayList<>();
        synchronized (this) {
            all.addAll(unfinished.values());
        }
        if (Files.isDirectory(folder)) {
            try (Stream<Path> found = Files.list(folder)) {
                for (Path one : (Iterable<Path>) found.filter(Files::isDirectory)::iterator) {
                    String name = one.getFileName().toString();
                    if (isName(name)) {
                        all.add(status(name, one));
                    }
                }
            }
        }
        all.sort(Comparator.comparing(BackupStatus::created).reversed());
        return all;
    }

    private static BackupStatus status(String name, Path folder) {
        try {
            BackupFolder backup = BackupFolder.open(folder);
            return new BackupStatus(name, BackupStatus.State.DONE, backup.created(), backup.bytes(), null);
        } catch (IOException e) {
            return new BackupStatus(name, BackupStatus.State.FAILED, Instant.EPOCH, 0, e.getMessage());
        }
    }

    /** Waits for the one being made; an end in the middle leaves nothing. */
    @Override
    public void close() throws InterruptedException {
        worker.shutdown();
        if (!worker.awaitTermination(60, TimeUnit.SECONDS)) {
            LOG.warn("A backup is still being made; it is given up.");
            worker.shutdownNow();
        }
    }
}
