package dev.vedette.testkit;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.vedette.api.event.Event;
import dev.vedette.host.detect.Finding;
import dev.vedette.host.detect.Matcher;
import dev.vedette.host.detect.RuleSet;
import dev.vedette.host.pack.PackFile;
import dev.vedette.host.parse.ParserRegistry;
import dev.vedette.host.parse.declarative.ParserSyntaxException;
import dev.vedette.host.parse.declarative.ParserVectors;
import dev.vedette.host.parse.declarative.VectorResult;
import dev.vedette.host.pipeline.EventFinisher;
import dev.vedette.host.pipeline.PipelineSettings;
import dev.vedette.host.reference.Clients;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs the vectors of a pack, each as a test of its own: the parsers and the rules through the code of production, and for
 * each vector the rules that it says must and must not fire (directions as for a client whose networks are the private
 * ones). Extend it; nothing else is needed where the pack is in
 * {@code src/main/pack} of the module.
 */
public abstract class PackVectors {
    /** The folder that holds {@code pack.yml}. */
    protected Path pack() {
        return PackUnderTest.findFolder();
    }

    /** Folders of other packs whose parsers are installed as well, and may claim records before this pack's do. */
    protected List<Path> besides() {
        return List.of();
    }

    @TestFactory
    List<DynamicTest> vectors() {
        List<DynamicTest> tests = new ArrayList<>();
        try (PackUnderTest pack = PackUnderTest.open(pack())) {
            RuleSet rules = pack.rules();
            for (VectorResult result : results(pack)) {
                List<String> differences = new ArrayList<>(result.differences());
                differences.addAll(ruleDifferences(result, rules));
                Path file = pack.folder().resolve(result.place().path()).toAbsolutePath();
                URI place = URI.create(file.toUri() + "?line=" + result.place().line());
                tests.add(dynamicTest(result.parser() + ": " + result.name(), place, () -> {
                    if (!differences.isEmpty()) {
                        throw new AssertionError(result.place() + ": " + result.parser() + ", '" + result.name()
                                + "'\n    " + String.join("\n    ", differences));
                    }
                }));
            }
        }
        return tests;
    }

    List<VectorResult> results(PackUnderTest pack) {
        List<PackUnderTest> all = new ArrayList<>(List.of(pack));
        besides().forEach(folder -> all.add(PackUnderTest.open(folder)));
        try {
            ParserRegistry registry = PackUnderTest.registry(all);
            List<VectorResult> results = new ArrayList<>();
            for (PackFile file : pack.files("parsers")) {
                results.addAll(ParserVectors.run(file.path(), file.text(), registry, pack.guard()));
            }
            return results;
        } catch (ParserSyntaxException e) {
            throw new AssertionError(e.getMessage(), e);
        } finally {
            all.stream().skip(1).forEach(PackUnderTest::close);
        }
    }

    private static List<String> ruleDifferences(VectorResult result, RuleSet rules) {
        if (result.rulesMatch().isEmpty() && result.rulesNot().isEmpty()) {
            return List.of();
        }
        EventFinisher finisher = new EventFinisher(
                Clients.of(List.of()), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), PipelineSettings.DEFAULTS);
        List<Event> events = result.events().stream()
                .map(event -> finisher.enrich(event, 0, 0))
                .toList();
        Matcher matcher = rules.matcher();
        List<Finding> findings = new ArrayList<>();
        events.forEach(event -> findings.addAll(matcher.evaluate(event)));
        List<String> differences = new ArrayList<>();
        for (String id : result.rulesMatch()) {
            if (findings.stream().noneMatch(finding -> finding.rule().id().equals(id))) {
                differences.add("rule " + id + " must match, but does not: " + whyNot(id, events, rules));
            }
        }
        for (String id : result.rulesNot()) {
            findings.stream()
                    .filter(finding -> finding.rule().id().equals(id))
                    .forEach(finding ->
                            differences.add("rule " + id + " must not match, but does: " + finding.reason()));
            if (rules.rules().stream().noneMatch(rule -> rule.id().equals(id))) {
                differences.add("there is no rule with the id " + id);
            }
        }
        return differences;
    }

    private static String whyNot(String id, List<Event> events, RuleSet rules) {
        if (events.isEmpty()) {
            return "there is no event";
        }
        return String.join(
                "; ",
                events.stream()
                        .map(event -> rules.explain(id, event).reason())
                        .distinct()
                        .toList());
    }
}
