package dev.vedette.host.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the packs of the folder that can be active together. Never fails: whatever does not load, compile or pass its
 * vectors is left out with a problem, and where several versions of a pack lie there the next lower one is tried.
 */
final class PackStart {
    private static final Logger log = LoggerFactory.getLogger(PackStart.class);

    private final PackFolder folder;
    private final PackSettings settings;
    private final Clock clock;
    private final CheckedActivation activation;
    private final List<PackProblem> problems = new ArrayList<>();
    private final Map<String, Deque<InspectedPack>> found = new TreeMap<>(); // id to versions, highest first
    private final TreeMap<String, ActivePacks.Active> active = new TreeMap<>();

    PackStart(PackFolder folder, PackSettings settings, Clock clock, CheckedActivation activation) {
        this.folder = folder;
        this.settings = settings;
        this.clock = clock;
        this.activation = activation;
    }

    /** The active packs; their content is swapped in already. */
    ActivePacks start() {
        inspect();
        if (!settings.safeMode()) {
            found.keySet().forEach(this::loadNext);
        }
        PackActivation.Prepared prepared = prepare();
        PackGeneration generation = ActivePacks.NONE.candidate(active, problems());
        if (prepared != null) {
            activation.activate(prepared);
        }
        return new ActivePacks(generation, active, activation.content(prepared));
    }

    private void inspect() {
        folder.clean();
        try {
            for (Path path : folder.entries()) {
                try {
                    if (Files.isDirectory(path)) {
                        throw new PackRefusedException(PackCode.NOT_AN_ARCHIVE, "it is a folder");
                    }
                    InspectedPack pack = InspectedPack.inspect(path, settings);
                    found.computeIfAbsent(pack.id().id(), id -> new ArrayDeque<>())
                            .add(pack);
                } catch (PackRefusedException e) {
                    problem(path, e.culprit(), e);
                }
            }
        } catch (IOException e) {
            problem(
                    Path.of("."),
                    null,
                    new PackRefusedException(PackCode.STORAGE, "the folder cannot be listed: " + e));
        }
        Comparator<InspectedPack> highestFirst = (a, b) -> Compatibility.compare(b.id().version(), a.id().version());
        found.replaceAll((id, versions) ->
                new ArrayDeque<>(versions.stream().sorted(highestFirst).toList()));
    }

    /** Loads the highest version of a pack that was not tried yet. */
    private void loadNext(String id) {
        Deque<InspectedPack> versions = found.getOrDefault(id, new ArrayDeque<>());
        active.remove(id);
        while (!versions.isEmpty()) {
            InspectedPack pack = versions.remove();
            try {
                OpenPack open = OpenPack.load(pack, settings, folder.newWork());
                active.put(id, new ActivePacks.Active(open, pack.path(), clock.instant()));
                return;
            } catch (PackRefusedException e) {
                problem(pack.path(), pack.id(), e);
            } catch (IOException e) {
                problem(
                        pack.path(),
                        pack.id(),
                        new PackRefusedException(PackCode.STORAGE, "no folder for its classes: " + e.getMessage()));
            }
        }
    }

    private PackActivation.@Nullable Prepared prepare() {
        while (true) {
            try {
                return activation.prepare(ActivePacks.NONE.candidate(active, problems));
            } catch (PackRefusedException e) {
                PackId culprit = e.culprit();
                ActivePacks.Active refused = culprit == null ? null : active.get(culprit.id());
                if (culprit == null || refused == null || !refused.id().equals(culprit)) {
                    return oneByOne();
                }
                problem(refused.archive(), culprit, e);
                activation.forget(refused.pack());
                loadNext(culprit.id());
            }
        }
    }

    /** Nobody says who is at fault: add one pack after the other and leave out those that do not go with the others. */
    private PackActivation.@Nullable Prepared oneByOne() {
        TreeMap<String, ActivePacks.Active> all = new TreeMap<>(active);
        active.clear();
        PackActivation.Prepared prepared = null;
        try {
            prepared = activation.prepare(ActivePacks.NONE.candidate(active, problems));
        } catch (PackRefusedException e) {
            log.error("the host cannot even start without packs: {}", e.getMessage());
        }
        for (ActivePacks.Active added : all.values()) {
            active.put(added.id().id(), added);
            try {
                prepared = activation.prepare(ActivePacks.NONE.candidate(active, problems));
            } catch (PackRefusedException e) {
                active.remove(added.id().id());
                problem(added.archive(), added.id(), e);
                activation.forget(added.pack());
            }
        }
        return prepared;
    }

    private List<PackProblem> problems() {
        found.forEach((id, versions) -> {
            for (InspectedPack pack : versions) {
                ActivePacks.Active used = active.get(id);
                problem(pack.path(), pack.id(), leftOut(used));
            }
        });
        return problems;
    }

    private PackRefusedException leftOut(ActivePacks.@Nullable Active used) {
        if (settings.safeMode()) {
            return new PackRefusedException(PackCode.SAFE_MODE, "packs are not used in safe mode");
        }
        return new PackRefusedException(
                PackCode.DUPLICATE_ID,
                used == null
                        ? "another version of the same pack was tried and failed"
                        : "the same pack is active in version " + used.id().version() + " from "
                                + used.archive().getFileName());
    }

    private void problem(Path path, @Nullable PackId pack, PackRefusedException e) {
        PackProblem problem = new PackProblem(path.getFileName().toString(), pack, e.code(), e.reason());
        problems.add(problem);
        log.error("pack not active: {}", problem);
    }
}
