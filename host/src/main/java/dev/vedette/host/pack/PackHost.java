package dev.vedette.host.pack;

import dev.vedette.host.pack.ActivePacks.Active;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The packs of a folder, and every change of them while the host runs. Thread-safe; changes are made one after the
 * other and take as long as compiling takes, so none is made on an event loop.
 *
 * <p>A change loads the new archive beside what is active, has the whole candidate compiled, puts the archive into its
 * place, and swaps. Until the swap everything that goes wrong leaves things as they were; after it nothing can.
 */
public final class PackHost implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PackHost.class);

    private final PackFolder folder;
    private final PackSettings settings;
    private final Clock clock;
    private final PackGuard guard;
    private final boolean ownGuard;
    private final CheckedActivation activation;
    private final Drains drains = new Drains();
    private final ReentrantLock changes = new ReentrantLock();
    private volatile ActivePacks current = ActivePacks.NONE;
    private boolean closed;

    /** A host with a guard of its own. */
    public PackHost(Path packsFolder, PackSettings settings, Clock clock, PackActivation activation) {
        this(packsFolder, settings, clock, activation, new PackGuard(), true);
    }

    /** A host whose guard the activation knows already; whoever made it closes it. */
    public PackHost(Path packsFolder, PackSettings settings, Clock clock, PackActivation activation, PackGuard guard) {
        this(packsFolder, settings, clock, activation, guard, false);
    }

    private PackHost(
            Path packsFolder,
            PackSettings settings,
            Clock clock,
            PackActivation activation,
            PackGuard guard,
            boolean ownGuard) {
        this.folder = new PackFolder(packsFolder, settings.keepPrevious(), clock);
        this.settings = settings;
        this.clock = clock;
        this.guard = guard;
        this.ownGuard = ownGuard;
        this.activation = new CheckedActivation(activation, guard);
    }

    /** Loads what lies in the folder. Never fails because of a pack: what cannot be active is a problem. */
    public PackGeneration start() {
        changes.lock();
        try {
            if (current.generation().number() == 0 && !closed) {
                current = new PackStart(folder, settings, clock, activation).start();
                log.info(
                        "{} packs are active, {} are not",
                        current.packs().size(),
                        current.generation().problems().size());
            }
            return current.generation();
        } finally {
            changes.unlock();
        }
    }

    /** What is active now. */
    public PackGeneration generation() {
        return current.generation();
    }

    public PackGuard guard() {
        return guard;
    }

    /** Installs a pack, or upgrades it to a higher version. The archive is copied; the original is not touched. */
    public PackChange install(Path archive) {
        return change(() -> add(archive, Mode.INSTALL));
    }

    /** Upgrades a pack that is active. */
    public PackChange upgrade(Path archive) {
        return change(() -> add(archive, Mode.UPGRADE));
    }

    /** Goes back to the archive that was replaced (or removed) last; again, to the one before. */
    public PackChange rollback(String id) {
        return change(() -> {
            Path previous = folder.lastPrevious(id);
            if (previous == null) {
                throw new PackRefusedException(PackCode.NO_PREVIOUS, "no earlier archive of '" + id + "' is kept");
            }
            PackChange change = add(previous, Mode.ROLLBACK);
            Files.deleteIfExists(previous);
            return change;
        });
    }

    /** Deactivates a pack and takes its archives out of the folder; {@link #rollback} brings it back. */
    public PackChange remove(String id) {
        return change(() -> take(id));
    }

    private enum Mode {
        INSTALL,
        UPGRADE,
        ROLLBACK
    }

    private interface Change {
        PackChange make() throws PackRefusedException, IOException;
    }

    private PackChange change(Change change) {
        changes.lock();
        try {
            if (closed) {
                throw new PackRefusedException(PackCode.HOST_CLOSED, "the host is stopping");
            }
            return change.make();
        } catch (PackRefusedException e) {
            log.warn("packs are as they were: {}", e.getMessage());
            PackId culprit = e.culprit();
            return new PackChange.Refused(e.code(), (culprit == null ? "" : culprit + ": ") + e.reason());
        } catch (IOException e) {
            log.warn("packs are as they were", e);
            return new PackChange.Refused(PackCode.STORAGE, "the packs folder: " + e);
        } finally {
            changes.unlock();
        }
    }

    private PackChange add(Path archive, Mode mode) throws PackRefusedException, IOException {
        if (Files.isDirectory(archive)) {
            throw new PackRefusedException(PackCode.NOT_AN_ARCHIVE, archive + " is a folder");
        }
        if (!Files.isRegularFile(archive)) {
            throw new PackRefusedException(PackCode.ARCHIVE_MISSING, "there is no file " + archive);
        }
        ArchiveLimits.USUAL.archive(Files.size(archive));
        Path staged = folder.stage(archive);
        try {
            InspectedPack pack = InspectedPack.inspect(staged, settings);
            Active old = current.packs().get(pack.id().id());
            if (old != null && old.id().equals(pack.id()) && old.pack().sha256().equals(pack.sha256())) {
                return new PackChange.Activated(current.generation());
            }
            allowed(pack.id(), old, mode);
            return swapIn(OpenPack.load(pack, settings, folder.newWork()), staged, old, mode == Mode.ROLLBACK);
        } finally {
            PackFolder.discard(staged);
        }
    }

    private static void allowed(PackId pack, @Nullable Active old, Mode mode) throws PackRefusedException {
        if (old == null) {
            if (mode == Mode.UPGRADE) {
                throw new PackRefusedException(
                        pack, PackCode.NOT_INSTALLED, "there is no active version to upgrade; install it");
            }
            return;
        }
        int newer = Compatibility.compare(pack.version(), old.id().version());
        boolean sameDraft = newer == 0 && pack.version().contains("-"); // a pre-release may be built again
        if (mode != Mode.ROLLBACK && newer <= 0 && !sameDraft) {
            throw new PackRefusedException(
                    pack,
                    PackCode.NOT_NEWER,
                    newer == 0
                            ? "the same version is active with other content"
                            : "the higher version " + old.id().version() + " is active");
        }
    }

    private PackChange swapIn(OpenPack added, Path staged, @Nullable Active old, boolean back)
            throws PackRefusedException, IOException {
        Map<String, Active> next = new TreeMap<>(current.packs());
        next.put(added.id().id(), new Active(added, staged, clock.instant()));
        List<PackGuard.Plugin> sameVersion = guard.detach(added.id()); // the new instances get new handles
        boolean placed = false;
        try {
            List<PackProblem> problems = new ArrayList<>(current.generation().problems());
            PackActivation.Prepared prepared = activation.prepare(current.candidate(next, problems));
            Path archive = folder.place(staged, added.id(), back);
            placed = true;
            problems.removeIf(
                    problem -> problem.path().equals(archive.getFileName().toString()));
            next.put(added.id().id(), new Active(added, archive, clock.instant()));
            PackGeneration generation = swap(next, problems, prepared);
            if (old != null) {
                if (!old.archive().equals(archive)) {
                    takeAway(old.archive(), old.id(), back);
                }
                drain(old.pack(), old.id().equals(added.id()) ? sameVersion : guard.detach(old.id()));
            }
            log.info("pack {} is active", added);
            return new PackChange.Activated(generation);
        } finally {
            if (!placed) {
                activation.forget(added);
                guard.attach(sameVersion);
            }
        }
    }

    private PackChange take(String id) throws PackRefusedException, IOException {
        Active old = current.packs().get(id);
        List<PackProblem> problems = new ArrayList<>(current.generation().problems());
        List<PackProblem> others = problems.stream()
                .filter(problem -> problem.pack() != null && problem.pack().id().equals(id))
                .toList();
        if (old == null && others.isEmpty()) {
            throw new PackRefusedException(PackCode.NOT_INSTALLED, "there is no pack '" + id + "'");
        }
        Map<String, Active> next = new TreeMap<>(current.packs());
        next.remove(id);
        problems.removeAll(others);
        PackActivation.Prepared prepared = activation.prepare(current.candidate(next, problems));
        PackGeneration generation = swap(next, problems, prepared);
        for (PackProblem other : others) {
            takeAway(folder.resolve(other.path()), other.pack() == null ? new PackId(id, "") : other.pack(), false);
        }
        if (old != null) {
            takeAway(old.archive(), old.id(), false);
            drain(old.pack(), guard.detach(old.id()));
        }
        log.info("pack {} is removed", id);
        return new PackChange.Activated(generation);
    }

    /** From here on nothing can go wrong any more. */
    private PackGeneration swap(
            Map<String, Active> next, List<PackProblem> problems, PackActivation.Prepared prepared) {
        PackGeneration generation = current.candidate(next, problems);
        activation.activate(prepared);
        current = new ActivePacks(generation, Collections.unmodifiableMap(next), activation.content(prepared));
        return generation;
    }

    private void takeAway(Path archive, PackId id, boolean back) {
        try {
            if (back) {
                folder.withdraw(archive, id);
            } else {
                folder.retire(archive, id);
            }
        } catch (IOException e) {
            log.error(
                    "the archive {} of pack {} cannot be taken away ({}); delete it, or it is there again after the"
                            + " next start",
                    archive,
                    id,
                    e.getMessage());
        }
    }

    private void drain(OpenPack pack, List<PackGuard.Plugin> plugins) {
        drains.start(new Drain(pack, plugins, guard, settings.drainLimit()));
    }

    /** One line for each pack that is active, on its way out, or not active for a reason. */
    public List<PackStatus> status() {
        return new StatusList(guard).of(current, drains.underWay());
    }

    /** Waits until replaced packs are unloaded, at most the drain limit. */
    void awaitDrains() {
        drains.await(settings.drainLimit().plusSeconds(5));
    }

    /** Where the copies that class loaders have open are. */
    @Nullable
    Path work() {
        return folder.work();
    }

    /** Unloads all packs. The pipeline must have stopped. */
    @Override
    public void close() {
        changes.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            List<Active> backwards = new ArrayList<>(current.packs().values());
            Collections.reverse(backwards);
            for (Active active : backwards) {
                activation.forget(active.pack());
            }
            drains.close(settings.drainLimit());
            folder.close();
            if (ownGuard) {
                guard.close();
            }
        } finally {
            changes.unlock();
        }
    }
}
