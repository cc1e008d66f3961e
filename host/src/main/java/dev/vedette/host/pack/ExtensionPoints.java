package dev.vedette.host.pack;

import dev.vedette.api.detect.DetectionRuleProvider;
import dev.vedette.api.detect.JavaRule;
import dev.vedette.api.enrich.Enricher;
import dev.vedette.api.flow.FlowDecoder;
import dev.vedette.api.input.InputConnector;
import dev.vedette.api.intel.IndicatorFeed;
import dev.vedette.api.parse.LogParser;
import dev.vedette.api.profile.ThreatProfileProvider;
import dev.vedette.api.rating.RatingPolicy;
import dev.vedette.api.read.RecordReader;
import dev.vedette.api.report.Reporter;
import dev.vedette.api.respond.ResponseAction;
import dev.vedette.api.simulate.AttackScenarioProvider;
import dev.vedette.api.simulate.ExecutionLogImporter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pf4j.ExtensionPoint;

/** The extension points that {@code provides.java} may name, by their simple names. */
final class ExtensionPoints {
    private static final Map<String, Class<? extends ExtensionPoint>> POINTS = Stream.of(
                    LogParser.class,
                    DetectionRuleProvider.class,
                    ThreatProfileProvider.class,
                    Reporter.class,
                    JavaRule.class,
                    FlowDecoder.class,
                    RecordReader.class,
                    Enricher.class,
                    IndicatorFeed.class,
                    InputConnector.class,
                    AttackScenarioProvider.class,
                    ExecutionLogImporter.class,
                    ResponseAction.class,
                    RatingPolicy.class)
            .collect(Collectors.toMap(Class::getSimpleName, Function.identity(), (a, b) -> a, TreeMap::new));

    /** Designed and compiled, but called by nothing in this version of the host. */
    private static final Set<String> NOT_CALLED = Set.of(
            "Enricher",
            "IndicatorFeed",
            "InputConnector",
            "AttackScenarioProvider",
            "ExecutionLogImporter",
            "ResponseAction",
            "RatingPolicy");

    /** Kinds of files that nothing in this version of the host reads. */
    private static final Set<String> NOT_READ = Set.of("feeds", "scenarios", "reports", "enrichers", "responses");

    private ExtensionPoints() {}

    /** What of a pack this version of the host does not use, as a sentence; empty if it uses everything. */
    static String unused(PackManifest manifest) {
        SortedSet<String> unused = new TreeSet<>(manifest.extensions().keySet());
        unused.retainAll(NOT_CALLED);
        manifest.provides().forEach((kind, files) -> {
            if (NOT_READ.contains(kind) && !files.isEmpty()) {
                unused.add(kind);
            }
        });
        return unused.isEmpty() ? "" : "not used by this version of the host: " + String.join(", ", unused);
    }

    static List<String> names() {
        return List.copyOf(POINTS.keySet());
    }

    /** The point of that simple name. */
    static Class<? extends ExtensionPoint> point(String name) {
        Class<? extends ExtensionPoint> point = POINTS.get(name);
        if (point == null) {
            throw new IllegalArgumentException("no extension point is called " + name);
        }
        return point;
    }

    /** The simple names of the points that a class implements. */
    static SortedSet<String> of(Class<?> extension) {
        return POINTS.entrySet().stream()
                .filter(entry -> entry.getValue().isAssignableFrom(extension))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
