package dev.vedette.host.yaml;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A map, list or scalar with the place where it begins. Immutable. */
public sealed interface YamlNode {
    /** Where it begins: path, line and column from 1. */
    record Place(String path, int line, int column) {
        @Override
        public String toString() {
            return path + ":" + line + ":" + column;
        }
    }

    Place place();

    /** An exception that points here. */
    default YamlException error(String reason) {
        return new YamlException(place().path(), place().line(), place().column(), reason);
    }

    /** A map in the order of the text; keys are texts. */
    record YamlMap(Place place, SequencedMap<String, YamlNode> entries, Map<String, Place> keyPlaces)
            implements YamlNode {
        public @Nullable YamlNode get(String key) {
            return entries.get(key);
        }

        /** The value of a key that must be there. */
        public YamlNode require(String key) throws YamlException {
            YamlNode value = entries.get(key);
            if (value == null) {
                throw error("'" + key + "' is missing");
            }
            return value;
        }

        /** The text of a key, or null when the key is absent. */
        public @Nullable String text(String key) throws YamlException {
            YamlNode value = entries.get(key);
            return value == null ? null : value.asText(key);
        }

        public String requireText(String key) throws YamlException {
            return require(key).asText(key);
        }

        /** The texts of a key that holds one text or a list of them; empty when absent. */
        public List<String> texts(String key) throws YamlException {
            YamlNode value = entries.get(key);
            return value == null ? List.of() : value.asTexts(key);
        }

        public long number(String key, long otherwise) throws YamlException {
            String text = text(key);
            if (text == null) {
                return otherwise;
            }
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw require(key).error("'" + key + "' is a whole number, not '" + text + "'");
            }
        }

        public boolean flag(String key, boolean otherwise) throws YamlException {
            String text = text(key);
            return switch (text) {
                case null -> otherwise;
                case "true" -> true;
                case "false" -> false;
                default -> throw require(key).error("'" + key + "' is true or false, not '" + text + "'");
            };
        }

        /** Refuses keys that nobody reads, naming the nearest one that exists. */
        public void allow(Collection<String> known) throws YamlException {
            for (String key : entries.keySet()) {
                if (!known.contains(key)) {
                    Place at = keyPlaces.getOrDefault(key, place);
                    throw new YamlException(
                            at.path(),
                            at.line(),
                            at.column(),
                            "unknown key '" + key + "'" + Nearest.suggestion(key, known));
                }
            }
        }
    }

    record YamlList(Place place, List<YamlNode> items) implements YamlNode {}

    /**
     * A scalar.
     *
     * @param text as written, escapes resolved; empty for null
     * @param value null, {@code Boolean}, {@code Long}, {@code Double} or {@code String} by the YAML 1.2 core schema
     */
    record YamlScalar(Place place, String text, @Nullable Object value) implements YamlNode {
        public boolean isNull() {
            return value == null;
        }
    }

    /** This as a map. */
    default YamlMap asMap(String what) throws YamlException {
        if (this instanceof YamlMap map) {
            return map;
        }
        throw error("'" + what + "' is a map (key: value)");
    }

    /** This as a list. */
    default YamlList asList(String what) throws YamlException {
        if (this instanceof YamlList list) {
            return list;
        }
        throw error("'" + what + "' is a list");
    }

    /** This as text. */
    default String asText(String what) throws YamlException {
        if (this instanceof YamlScalar scalar) {
            return scalar.text();
        }
        throw error("'" + what + "' is a single value");
    }

    /** This as texts: a single one or a list of them. */
    default List<String> asTexts(String what) throws YamlException {
        if (!(this instanceof YamlList list)) {
            return List.of(asText(what));
        }
        List<String> texts = new ArrayList<>();
        for (YamlNode item : list.items()) {
            texts.add(item.asText(what));
        }
        return List.copyOf(texts);
    }

    /** This as plain Java: {@code Map}, {@code List}, and the scalars' values. */
    default @Nullable Object plain() {
        return switch (this) {
            case YamlScalar scalar -> scalar.value();
            case YamlList list -> {
                List<@Nullable Object> items = new ArrayList<>();
                list.items().forEach(item -> items.add(item.plain()));
                yield items;
            }
            case YamlMap map -> {
                Map<String, @Nullable Object> entries = new LinkedHashMap<>();
                map.entries().forEach((key, value) -> entries.put(key, value.plain()));
                yield entries;
            }
        };
    }
}
