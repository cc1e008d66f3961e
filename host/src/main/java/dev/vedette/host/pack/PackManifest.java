package dev.vedette.host.pack;

import dev.vedette.host.yaml.YamlNode.Place;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code pack.yml}, read and validated in shape. Everything in it is known before a class of the pack is loaded.
 *
 * @param apiRange closed at both ends, as written
 * @param hostRange the same for the product's version, or null
 * @param ecs the ECS version that the content was written for, or null
 * @param provides kind to the path patterns under it, in their order
 * @param extensions extension point (simple name) to class names, from {@code provides.java}
 * @param config path of a JSON Schema inside the pack, or null
 */
public record PackManifest(
        PackId id,
        String title,
        String apiRange,
        @Nullable String hostRange,
        @Nullable String ecs,
        Map<String, List<Pattern>> provides,
        Map<String, List<String>> extensions,
        @Nullable String config,
        Capabilities capabilities,
        Limits budget,
        @Nullable String license,
        List<String> maintainers,
        @Nullable Deprecation deprecated) {
    /** The file's name. */
    public static final String FILE = "pack.yml";

    /** The kinds of files that {@code provides} may name. */
    public static final List<String> KINDS =
            List.of("parsers", "rules", "profiles", "feeds", "scenarios", "reports", "enrichers", "responses");

    public PackManifest {
        provides = Map.copyOf(provides);
        extensions = Map.copyOf(extensions);
        maintainers = List.copyOf(maintainers);
    }

    /** Reads the text of {@code pack.yml}. */
    public static PackManifest read(String path, String text) throws PackRefusedException {
        return ManifestReader.read(path, text);
    }

    /** Every class named under {@code provides.java}. */
    Set<String> classes() {
        return extensions.values().stream().flatMap(List::stream).collect(Collectors.toCollection(TreeSet::new));
    }

    /** A path pattern under {@code provides} and where it stands. */
    public record Pattern(String glob, Place place) {}

    /** What the pack asks for beyond computing; nothing grants it yet, it is there to be read by people. */
    public record Capabilities(
            List<String> network, List<String> files, List<String> secrets, boolean indexRead, List<String> respond) {
        static final Capabilities NONE = new Capabilities(List.of(), List.of(), List.of(), false, List.of());
    }

    /**
     * What the pack says it needs.
     *
     * @param parseMillis the soft limit of one parser call
     * @param heapMegabytes or null where it does not say
     */
    public record Limits(int parseMillis, @Nullable Integer heapMegabytes) {
        static final Limits USUAL = new Limits((int) Budget.PARSER.soft().toMillis(), null);

        /** The budget of a parser of the pack. */
        public Budget parser() {
            return new Budget(Duration.ofMillis(parseMillis), Budget.PARSER.hard());
        }
    }

    /** Since when and why the pack should not be used any more. */
    public record Deprecation(
            @Nullable String since,
            String description,
            @Nullable String replacedBy) {}
}
