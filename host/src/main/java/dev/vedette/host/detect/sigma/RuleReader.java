package dev.vedette.host.detect.sigma;

import dev.vedette.api.event.LogSource;
import dev.vedette.host.yaml.Nearest;
import dev.vedette.host.yaml.YamlException;
import dev.vedette.host.yaml.YamlNode;
import dev.vedette.host.yaml.YamlNode.YamlMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the document of a detection rule: its attributes, then the detection. */
final class RuleReader {
    private static final Set<String> KNOWN = Set.of(
            "title",
            "id",
            "name",
            "related",
            "status",
            "description",
            "license",
            "author",
            "references",
            "date",
            "modified",
            "logsource",
            "detection",
            "fields",
            "falsepositives",
            "level",
            "tags",
            "scope",
            "taxonomy");
    private static final Set<String> STATUSES = Set.of("stable", "test", "experimental", "deprecated", "unsupported");
    private static final Set<String> LEVELS = Set.of("informational", "low", "medium", "high", "critical");
    private static final Set<String> RELATIONS =
            Set.of("derived", "obsolete", "obsoletes", "merged", "renamed", "similar");
    private static final int MAX_TITLE = 256;

    private RuleReader() {}

    static SigmaRule read(YamlMap map) throws YamlException {
        String title = map.requireText("title");
        if (title.isBlank() || title.length() > MAX_TITLE) {
            throw map.require("title").error("a title has 1 to " + MAX_TITLE + " characters");
        }
        YamlMap logSource = map.require("logsource").asMap("logsource");
        DetectionReader detection = new DetectionReader();
        Expression expression = detection.read(map.require("detection").asMap("detection"));
        return new SigmaRule(
                title,
                map.text("id"),
                map.text("name"),
                related(map),
                oneOf(map, "status", STATUSES),
                orEmpty(map.text("description")),
                map.text("license"),
                String.join(", ", map.texts("author")),
                map.texts("references"),
                map.text("date"),
                map.text("modified"),
                logSource(logSource),
                logSource.text("definition"),
                map.texts("fields"),
                map.texts("falsepositives"),
                oneOf(map, "level", LEVELS),
                map.texts("tags").stream()
                        .map(tag -> tag.toLowerCase(Locale.ROOT))
                        .toList(),
                map.texts("scope"),
                map.text("taxonomy"),
                indexField(map),
                custom(map),
                expression,
                detection.placeholders(),
                map.place());
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static @Nullable String oneOf(YamlMap map, String key, Set<String> allowed) throws YamlException {
        String value = map.text(key);
        if (value == null || value.isEmpty() || allowed.contains(value)) {
            return value == null || value.isEmpty() ? null : value;
        }
        throw map.require(key).error("'" + key + "' cannot be '" + value + "'" + Nearest.suggestion(value, allowed));
    }

    private static List<SigmaRule.Related> related(YamlMap map) throws YamlException {
        YamlNode node = map.get("related");
        List<SigmaRule.Related> related = new ArrayList<>();
        if (node != null) {
            for (YamlNode item : node.asList("related").items()) {
                YamlMap one = item.asMap("related");
                String type = one.requireText("type");
                if (!RELATIONS.contains(type)) {
                    throw one.require("type")
                            .error("a relation cannot be '" + type + "'" + Nearest.suggestion(type, RELATIONS));
                }
                related.add(new SigmaRule.Related(one.requireText("id"), type));
            }
        }
        return related;
    }

    private static LogSource logSource(YamlMap map) throws YamlException {
        String category = attribute(map, "category");
        String product = attribute(map, "product");
        String service = attribute(map, "service");
        if (category == null && product == null && service == null) {
            throw map.error("'logsource' needs at least one of category, product and service");
        }
        return LogSource.of(category, product, service);
    }

    private static @Nullable String attribute(YamlMap map, String key) throws YamlException {
        String text = map.text(key);
        return text == null || text.isBlank() ? null : text.strip().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String indexField(YamlMap map) throws YamlException {
        YamlNode own = map.get("vedette");
        if (own == null) {
            return null;
        }
        YamlMap attributes = own.asMap("vedette");
        attributes.allow(Set.of("index"));
        return attributes.text("index");
    }

    private static Map<String, YamlNode> custom(YamlMap map) {
        Map<String, YamlNode> custom = new LinkedHashMap<>();
        map.entries().forEach((key, value) -> {
            if (!KNOWN.contains(key) && !key.equals("vedette")) {
                custom.put(key, value);
            }
        });
        return custom;
    }
}
