package dev.vedette.host.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** The one reader of YAML. Thread-safe. */
public final class Yaml {
    private static final int MAX_CHARACTERS = 8 * 1024 * 1024;
    private static final int MAX_DEPTH = 64;

    private Yaml() {}

    /**
     * Reads all documents of a text; empty documents are left out.
     *
     * @param path names the text in errors
     */
    public static List<YamlNode> readAll(String path, String text) throws YamlException {
        if (text.length() > MAX_CHARACTERS) {
            throw new YamlException(path, 1, 1, "the file has more than " + MAX_CHARACTERS + " characters");
        }
        LoadSettings settings = LoadSettings.builder()
                .setLabel(path)
                .setAllowDuplicateKeys(false)
                .setMaxAliasesForCollections(50)
                .setCodePointLimit(MAX_CHARACTERS)
                .build();
        List<YamlNode> documents = new ArrayList<>();
        try {
            for (Node node : new Compose(settings).composeAllFromString(text)) {
                YamlNode document = convert(path, node, 0);
                if (!(document instanceof YamlNode.YamlScalar scalar) || !scalar.isNull()) {
                    documents.add(document);
                }
            }
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark();
            throw new YamlException(
                    path,
                    mark.map(Mark::getLine).orElse(0) + 1,
                    mark.map(Mark::getColumn).orElse(0) + 1,
                    e.getProblem() == null ? "this is not YAML" : e.getProblem());
        } catch (YamlEngineException e) {
            throw new YamlException(path, 1, 1, "this is not YAML: " + e.getMessage());
        }
        return List.copyOf(documents);
    }

    /** Reads a text that holds one document, a map. */
    public static YamlNode.YamlMap readMap(String path, String text) throws YamlException {
        List<YamlNode> documents = readAll(path, text);
        if (documents.size() != 1) {
            throw new YamlException(path, 1, 1, "one YAML document is expected, not " + documents.size());
        }
        return documents.get(0).asMap("document");
    }

    private static YamlNode convert(String path, Node node, int depth) throws YamlException {
        YamlNode.Place place = place(path, node);
        if (depth > MAX_DEPTH) {
            throw new YamlException(path, place.line(), place.column(), "nested deeper than " + MAX_DEPTH);
        }
        return switch (node) {
            case ScalarNode scalar ->
                new YamlNode.YamlScalar(
                        place, scalar.getTag().equals(Tag.NULL) ? "" : scalar.getValue(), value(scalar));
            case SequenceNode sequence -> {
                List<YamlNode> items = new ArrayList<>(sequence.getValue().size());
                for (Node item : sequence.getValue()) {
                    items.add(convert(path, item, depth + 1));
                }
                yield new YamlNode.YamlList(place, List.copyOf(items));
            }
            case MappingNode mapping -> convertMap(path, place, mapping, depth);
            default -> throw new YamlException(path, place.line(), place.column(), "unexpected YAML node");
        };
    }

    private static YamlNode convertMap(String path, YamlNode.Place place, MappingNode mapping, int depth)
            throws YamlException {
        LinkedHashMap<String, YamlNode> entries = new LinkedHashMap<>();
        Map<String, YamlNode.Place> keyPlaces = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            YamlNode.Place keyPlace = place(path, tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new YamlException(path, keyPlace.line(), keyPlace.column(), "a key is a plain text");
            }
            if (entries.put(key.getValue(), convert(path, tuple.getValueNode(), depth + 1)) != null) {
                throw new YamlException(
                        path, keyPlace.line(), keyPlace.column(), "the key '" + key.getValue() + "' stands twice");
            }
            keyPlaces.put(key.getValue(), keyPlace);
        }
        return new YamlNode.YamlMap(place, entries, Map.copyOf(keyPlaces));
    }

    private static @Nullable Object value(ScalarNode scalar) {
        Tag tag = scalar.getTag();
        String text = scalar.getValue();
        if (tag.equals(Tag.NULL)) {
            return null;
        }
        if (tag.equals(Tag.BOOL)) {
            return Boolean.valueOf(text);
        }
        try {
            if (tag.equals(Tag.INT)) {
                return text.startsWith("0x")
                        ? (Object) Long.parseLong(text, 2, text.length(), 16)
                        : text.startsWith("0o") ? Long.parseLong(text, 2, text.length(), 8) : Long.parseLong(text);
            }
            if (tag.equals(Tag.FLOAT)) {
                return Double.valueOf(text);
            }
        } catch (NumberFormatException e) {
            return text; // beyond a long, or .inf: the text says all there is
        }
        return text;
    }

    private static YamlNode.Place place(String path, Node node) {
        Optional<Mark> mark = node.getStartMark();
        return new YamlNode.Place(
                path,
                mark.map(Mark::getLine).orElse(0) + 1,
                mark.map(Mark::getColumn).orElse(0) + 1);
    }
}
