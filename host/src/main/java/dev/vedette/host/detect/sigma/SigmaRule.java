package dev.vedette.host.detect.sigma;

import dev.vedette.api.event.LogSource;
import dev.vedette.host.yaml.YamlNode;
import dev.vedette.host.yaml.YamlNode.Place;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A detection rule as it was written.
 *
 * @param level {@code informational} to {@code critical}; null when the rule gives none
 * @param logSourceDefinition what the rule's author says must be configured for the log source, for people
 * @param fields names that the author finds interesting in a hit
 * @param indexField our own {@code vedette.index}: the field whose value offenses of this rule are grouped by
 * @param custom every other attribute, as written
 * @param expression what must be true
 * @param placeholders names of {@code %placeholders%} without a value; a rule with one is blind
 * @param place where the document begins
 */
public record SigmaRule(
        String title,
        @Nullable String id,
        @Nullable String name,
        List<Related> related,
        @Nullable String status,
        String description,
        @Nullable String license,
        String author,
        List<String> references,
        @Nullable String date,
        @Nullable String modified,
        LogSource logSource,
        @Nullable String logSourceDefinition,
        List<String> fields,
        List<String> falsePositives,
        @Nullable String level,
        List<String> tags,
        List<String> scope,
        @Nullable String taxonomy,
        @Nullable String indexField,
        Map<String, YamlNode> custom,
        Expression expression,
        Set<String> placeholders,
        Place place) {
    /** Another rule and how this one stands to it. */
    public record Related(String id, String type) {}

    public SigmaRule {
        related = List.copyOf(related);
        references = List.copyOf(references);
        fields = List.copyOf(fields);
        falsePositives = List.copyOf(falsePositives);
        tags = List.copyOf(tags);
        scope = List.copyOf(scope);
        custom = Map.copyOf(custom);
        placeholders = Set.copyOf(placeholders);
    }
}
