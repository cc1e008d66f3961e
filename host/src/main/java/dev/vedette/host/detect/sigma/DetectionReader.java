package dev.vedette.host.detect.sigma;

import dev.vedette.host.yaml.YamlException;
import dev.vedette.host.yaml.YamlNode;
import dev.vedette.host.yaml.YamlNode.Place;
import dev.vedette.host.yaml.YamlNode.YamlList;
import dev.vedette.host.yaml.YamlNode.YamlMap;
import dev.vedette.host.yaml.YamlNode.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Reads a {@code detection} block: searches by name, and the condition that joins them. A name may hold any character,
 * as in public rules; one with characters that a condition does not take can be reached by a pattern only.
 */
final class DetectionReader {
    private final Set<String> placeholders = new LinkedHashSet<>();
    private final ItemReader items = new ItemReader(placeholders);

    /** Names of the placeholders met so far. */
    Set<String> placeholders() {
        return placeholders;
    }

    Expression read(YamlMap detection) throws YamlException {
        SequencedMap<String, Expression.Search> searches = new LinkedHashMap<>();
        for (Map.Entry<String, YamlNode> entry : detection.entries().entrySet()) {
            String name = entry.getKey();
            Place place = detection.keyPlaces().getOrDefault(name, detection.place());
            if (name.equals("condition")) {
                continue;
            }
            if (name.equals("timeframe")) {
                throw ModifierChain.refuse(
                        place,
                        "'timeframe' belonged to aggregations, which are no longer part of"
                                + " Sigma; a correlation rule has a timespan instead (not supported yet)");
            }
            searches.put(name, new Expression.Search(name, search(entry.getValue()), place));
        }
        if (searches.isEmpty()) {
            throw detection.error("'detection' holds no search");
        }
        YamlNode condition = detection.require("condition");
        List<Expression> alternatives = new ArrayList<>();
        for (YamlNode one : condition instanceof YamlList list ? list.items() : List.of(condition)) {
            if (!(one instanceof YamlScalar scalar) || scalar.isNull()) {
                throw one.error("a condition is a text such as 'selection and not filter'");
            }
            alternatives.add(ConditionParser.parse(scalar, searches));
        }
        if (alternatives.isEmpty()) {
            throw condition.error("the condition is empty; name a search");
        }
        return alternatives.size() == 1 ? alternatives.getFirst() : new Expression.Or(alternatives);
    }

    private Expression search(YamlNode node) throws YamlException {
        return switch (node) {
            case YamlMap map -> {
                if (map.entries().isEmpty()) {
                    throw map.error("this search is empty; an empty one would match every event");
                }
                List<Expression> parts = new ArrayList<>();
                for (Map.Entry<String, YamlNode> entry : map.entries().entrySet()) {
                    Place place = map.keyPlaces().getOrDefault(entry.getKey(), map.place());
                    parts.add(items.item(entry.getKey(), place, entry.getValue()));
                }
                yield parts.size() == 1 ? parts.getFirst() : new Expression.And(parts);
            }
            case YamlList list -> alternatives(list);
            case YamlScalar scalar -> items.keywords(scalar.place(), scalar);
        };
    }

    private Expression alternatives(YamlList list) throws YamlException {
        if (list.items().isEmpty()) {
            throw list.error("this search is empty; give at least one map or keyword");
        }
        if (list.items().stream().allMatch(YamlScalar.class::isInstance)) {
            return items.keywords(list.place(), list);
        }
        List<Expression> parts = new ArrayList<>();
        for (YamlNode item : list.items()) {
            parts.add(search(item));
        }
        return parts.size() == 1 ? parts.getFirst() : new Expression.Or(parts);
    }
}
