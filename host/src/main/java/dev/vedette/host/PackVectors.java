package dev.vedette.host;

import dev.vedette.api.event.Event;
import dev.vedette.host.detect.Matcher;
import dev.vedette.host.pack.LoadedPack;
import dev.vedette.host.pack.PackCode;
import dev.vedette.host.pack.PackFile;
import dev.vedette.host.pack.PackGuard;
import dev.vedette.host.pack.PackRefusedException;
import dev.vedette.host.parse.declarative.ParserSyntaxException;
import dev.vedette.host.parse.declarative.ParserVectors;
import dev.vedette.host.parse.declarative.VectorResult;
import dev.vedette.host.pipeline.EventFinisher;
import dev.vedette.host.pipeline.PipelineSettings;
import dev.vedette.host.reference.Clients;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Runs the samples that packs bring, parsers and rules together, as production would. */
public final class PackVectors {
    private PackVectors() {}

    /**
     * One sample.
     *
     * @param name parser and sample
     * @param place file, line and column
     * @param problems what came out otherwise than it must; empty when all is well
     */
    public record Result(String name, String place, List<String> problems) {
        public Result {
            problems = List.copyOf(problems);
        }

        public boolean passed() {
            return problems.isEmpty();
        }
    }

    /** Refuses the first pack of which a sample does not come out as it must. */
    static void check(List<LoadedPack> packs, PackContent content, PackGuard guard) throws PackRefusedException {
        for (LoadedPack pack : packs) {
            List<Result> failed = run(pack, content, guard).stream()
                    .filter(result -> !result.passed())
                    .toList();
            if (!failed.isEmpty()) {
                Result first = failed.getFirst();
                throw new PackRefusedException(
                        pack.id(),
                        PackCode.VECTORS_FAILED,
                        failed.size() + " vector(s) fail, first " + first.place() + " '" + first.name() + "': "
                                + String.join("; ", first.problems()));
            }
        }
    }

    /** Runs the samples of every pack on a bench. */
    public static List<Result> run(Workbench bench) throws PackRefusedException {
        List<Result> results = new ArrayList<>();
        for (LoadedPack pack : bench.content().packs()) {
            results.addAll(run(pack, bench.content(), bench.guard()));
        }
        return results;
    }

    /** Runs all samples of a pack against the content that it is part of. */
    private static List<Result> run(LoadedPack pack, PackContent content, PackGuard guard) throws PackRefusedException {
        List<Result> results = new ArrayList<>();
        for (PackFile file : pack.files("parsers")) {
            try {
                for (VectorResult vector : ParserVectors.run(
                        file.path(), file.text(), content.pipeline().parsers(), guard)) {
                    List<String> problems = new ArrayList<>(vector.differences());
                    judge(vector, content, problems);
                    results.add(new Result(
                            vector.parser() + ": " + vector.name(),
                            vector.place().toString(),
                            problems));
                }
            } catch (ParserSyntaxException e) {
                throw new PackRefusedException(pack.id(), PackCode.CONTENT_REFUSED, String.valueOf(e.getMessage()));
            }
        }
        return results;
    }

    private static void judge(VectorResult vector, PackContent content, List<String> problems) {
        if (vector.rulesMatch().isEmpty() && vector.rulesNot().isEmpty()) {
            return;
        }
        EventFinisher finisher = new EventFinisher(
                Clients.of(List.of()), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), PipelineSettings.DEFAULTS);
        Matcher matcher = content.pipeline().rules().apart().matcher();
        Set<String> fired = new HashSet<>();
        for (Event event : vector.events()) {
            matcher.evaluate(finisher.enrich(event, 0, 0))
                    .forEach(finding -> fired.add(finding.rule().id()));
        }
        for (String id : vector.rulesMatch()) {
            if (!fired.contains(id)) {
                problems.add("the rule " + id + " must match and does not");
            }
        }
        for (String id : vector.rulesNot()) {
            if (fired.contains(id)) {
                problems.add("the rule " + id + " must not match and does");
            }
        }
    }
}
