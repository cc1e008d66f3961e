package dev.vedette.host.pack;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts together what {@code pack list} shows. */
final class StatusList {
    private final PackGuard guard;

    StatusList(PackGuard guard) {
        this.guard = guard;
    }

    List<PackStatus> of(ActivePacks active, List<Drain> draining) {
        List<PackStatus> list = new ArrayList<>();
        active.packs()
                .values()
                .forEach(pack -> list.add(active(pack, active.content().get(pack.id()))));
        draining.forEach(drain -> list.add(draining(drain)));
        active.generation().problems().forEach(problem -> list.add(failed(problem)));
        return List.copyOf(list);
    }

    private PackStatus active(ActivePacks.Active active, PackActivation.@Nullable Content content) {
        OpenPack pack = active.pack();
        List<PackGuard.Plugin> troubled = guard.of(pack.id()).stream()
                .filter(plugin -> plugin.trouble() != null)
                .toList();
        PackCode code = troubled.stream()
                .map(PackGuard.Plugin::trouble)
                .filter(Objects::nonNull)
                .max(Comparator.comparing(trouble -> trouble == PackCode.THREADS_LOST))
                .orElse(null);
        String reason = troubled.stream().map(this::reason).collect(Collectors.joining("; "));
        return new PackStatus(
                pack.id().id(),
                pack.id().version(),
                pack.manifest().title(),
                code == null ? PackState.ACTIVE : PackState.QUARANTINED,
                code,
                code == null ? ExtensionPoints.unused(pack.manifest()) : reason + ". " + code.remedy(),
                guard.counts(pack.id()),
                content == null ? pack.classes() : content.extensions(),
                content == null ? pack.files("parsers").size() : content.parsers(),
                content == null ? pack.files("rules").size() : content.rules(),
                active.since(),
                active.archive().toString(),
                pack.sha256());
    }

    private String reason(PackGuard.Plugin plugin) {
        return plugin.trouble() == PackCode.PAUSED
                ? plugin.reason() + " (" + guard.pauseLeft(plugin) + ")"
                : plugin.reason();
    }

    private static PackStatus draining(Drain drain) {
        OpenPack pack = drain.pack();
        return new PackStatus(
                pack.id().id(),
                pack.id().version(),
                pack.manifest().title(),
                PackState.DRAINING,
                null,
                "replaced or removed; calls under way are waited for",
                drain.plugins().stream().map(PackGuard.Plugin::counts).reduce(PluginCounts.NONE, PluginCounts::plus),
                pack.classes(),
                pack.files("parsers").size(),
                pack.files("rules").size(),
                null,
                pack.path().toString(),
                pack.sha256());
    }

    private static PackStatus failed(PackProblem problem) {
        PackId id = problem.pack();
        return new PackStatus(
                id == null ? problem.path() : id.id(),
                id == null ? "" : id.version(),
                "",
                PackState.FAILED,
                problem.code(),
                problem.reason() + ". " + problem.code().remedy(),
                PluginCounts.NONE,
                List.of(),
                0,
                0,
                null,
                problem.path(),
                "");
    }
}
