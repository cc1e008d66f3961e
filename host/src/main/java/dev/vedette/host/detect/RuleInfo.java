package dev.vedette.host.detect;

import dev.vedette.api.event.Field;
import dev.vedette.api.event.LogSource;
import dev.vedette.host.pack.PackId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a rule besides how it matches. Author and license travel with every finding, because the licence
 * of public rules asks for that.
 *
 * @param id the rule's own; of a rule without one its name, or else pack, path and number of the document
 * @param level {@code informational}, {@code low}, {@code medium}, {@code high} or {@code critical}; {@code medium} where
 *     the rule gives none
 * @param severity 1, 3, 5, 7 and 9 for these levels, on the scale of 0 to 10 of offenses
 * @param status Sigma's: {@code stable}, {@code test}, {@code experimental}, {@code deprecated}, {@code unsupported}
 * @param techniques ATT&amp;CK techniques from the tags: {@code T1110.003}
 * @param logSource null for a Java rule about every event
 * @param hash SHA-256 of the text it was compiled from
 * @param offenseIndex the field whose value groups offenses of this rule, where the rule names one
 * @param fields every field of an event that the rule looks at; of several names for the same thing all
 */
public record RuleInfo(
        String id,
        String title,
        String level,
        int severity,
        @Nullable String status,
        String description,
        String author,
        @Nullable String license,
        List<String> tags,
        List<String> techniques,
        @Nullable LogSource logSource,
        PackId pack,
        String path,
        String hash,
        @Nullable Field offenseIndex,
        List<String> falsePositives,
        Set<Field> fields) {
    public RuleInfo {
        tags = List.copyOf(tags);
        techniques = List.copyOf(techniques);
        falsePositives = List.copyOf(falsePositives);
        fields = Set.copyOf(fields);
    }

    /** The severity that a level stands for. */
    public static int severityOf(String level) {
        return switch (level) {
            case "informational" -> 1;
            case "low" -> 3;
            case "high" -> 7;
            case "critical" -> 9;
            default -> 5;
        };
    }

    /** The techniques among Sigma tags such as {@code attack.t1110.003}. */
    static List<String> techniquesOf(List<String> tags) {
        return tags.stream()
                .filter(tag -> tag.matches("attack\\.t\\d{4}(\\.\\d{3})?"))
                .map(tag -> tag.substring("attack.".length()).replace('t', 'T'))
                .toList();
    }
}
