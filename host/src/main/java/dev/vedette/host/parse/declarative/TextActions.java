package dev.vedette.host.parse.declarative;

import dev.vedette.host.yaml.Nearest;
import dev.vedette.host.yaml.YamlException;
import dev.vedette.host.yaml.YamlNode;
import dev.vedette.host.yaml.YamlNode.YamlMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles the actions that take text apart. */
final class TextActions {
    private static final Set<String> NAMES = Set.of("dissect", "regex", "kv", "csv", "json");
    private static final int JSON_DEPTH = 20;

    private final Scope scope;

    TextActions(Scope scope) {
        this.scope = scope;
    }

    Set<String> names() {
        return NAMES;
    }

    boolean knows(String name) {
        return NAMES.contains(name);
    }

    Action compile(String name, YamlNode node) throws YamlException {
        return switch (name) {
            case "dissect" -> dissect(node);
            case "regex" -> regex(node);
            case "kv" -> keyValue(node.asMap(name));
            case "csv" -> csv(node.asMap(name));
            default -> json(node);
        };
    }

    /** What the action reads: {@code from}, otherwise the message. */
    Template from(YamlMap map) throws YamlException {
        YamlNode from = map.get("from");
        return from == null
                ? new Template.Copy(Place.Given.MESSAGE)
                : Template.source(scope, from, from.asText("from"));
    }

    private List<YamlNode> patterns(YamlNode node, String what) throws YamlException {
        if (!(node instanceof YamlMap map)) {
            return node instanceof YamlNode.YamlList list ? list.items() : List.of(node);
        }
        YamlNode any = map.get("any");
        YamlNode one = map.get("pattern");
        if ((any == null) == (one == null)) {
            throw map.error("'" + what + "' has either 'pattern' or 'any' (a list of patterns)");
        }
        List<YamlNode> all = one != null
                ? List.of(one)
                : any == null ? List.of() : any.asList("any").items();
        if (all.isEmpty()) {
            throw map.error("'any' is empty");
        }
        return all;
    }

    private Action dissect(YamlNode node) throws YamlException {
        Template from = new Template.Copy(Place.Given.MESSAGE);
        if (node instanceof YamlMap map) {
            map.allow(Set.of("from", "pattern", "any"));
            from = from(map);
        }
        List<DissectPattern> compiled = new ArrayList<>();
        for (YamlNode pattern : patterns(node, "dissect")) {
            compiled.add(DissectPattern.compile(scope, pattern, pattern.asText("dissect")));
        }
        return new Dissect(from, List.copyOf(compiled));
    }

    private Action regex(YamlNode node) throws YamlException {
        Template from = new Template.Copy(Place.Given.MESSAGE);
        List<String> fields = null;
        boolean ignoreCase = false;
        if (node instanceof YamlMap map) {
            map.allow(Set.of("from", "pattern", "any", "fields", "ignore_case"));
            from = from(map);
            ignoreCase = map.flag("ignore_case", false);
            fields = map.get("fields") == null ? null : map.texts("fields");
        }
        List<RegexPattern> compiled = new ArrayList<>();
        for (YamlNode pattern : patterns(node, "regex")) {
            compiled.add(RegexPattern.compile(scope, pattern, pattern.asText("regex"), fields, ignoreCase));
        }
        int most = compiled.stream().mapToInt(RegexPattern::groupCount).max().orElse(0);
        if (fields != null && fields.size() > most) {
            throw node.error("'fields' names " + fields.size() + " groups, but there are at most " + most);
        }
        return new Regex(from, List.copyOf(compiled));
    }

    private Keys keys(YamlMap map) throws YamlException {
        String into = map.text("into");
        if (into != null && !into.equals(".")) {
            scope.writable(map.require("into"), into + ".x");
            if (into.startsWith("_")) {
                throw map.require("into").error("'into' is a namespace of the vendor, no scratch name; use 'map'");
            }
        }
        Map<String, List<Target>> targets = new HashMap<>();
        YamlNode mapNode = map.get("map");
        if (mapNode != null) {
            for (Map.Entry<String, YamlNode> entry :
                    mapNode.asMap("map").entries().entrySet()) {
                List<Target> of = new ArrayList<>();
                for (String name : entry.getValue().asTexts("map")) {
                    of.add(scope.target(entry.getValue(), name));
                }
                targets.put(entry.getKey(), List.copyOf(of));
            }
        }
        if (into == null && targets.isEmpty()) {
            throw map.error("neither 'into' nor 'map' is given, so nothing would be kept");
        }
        return new Keys(
                into, Map.copyOf(targets), new HashSet<>(map.texts("only")), new HashSet<>(map.texts("except")));
    }

    private Action keyValue(YamlMap map) throws YamlException {
        map.allow(Set.of(
                "from", "pair", "value", "quotes", "into", "map", "only", "except", "duplicates", "spaces_in_values"));
        String pair = otherwise(map.text("pair"), " ");
        String value = otherwise(map.text("value"), "=");
        if (pair.isEmpty() || value.isEmpty()) {
            throw map.error("'pair' and 'value' are not empty");
        }
        String word = otherwise(map.text("duplicates"), "list");
        if (!Set.of("list", "first", "last").contains(word)) {
            throw map.require("duplicates")
                    .error("unknown '" + word + "'" + Nearest.suggestion(word, List.of("list", "first", "last")));
        }
        return new KeyValue(
                from(map),
                pair,
                value,
                otherwise(map.text("quotes"), "\"'"),
                KeyValue.Duplicates.valueOf(word.toUpperCase(Locale.ROOT)),
                map.flag("spaces_in_values", false),
                keys(map));
    }

    private Action csv(YamlMap map) throws YamlException {
        map.allow(Set.of("from", "columns", "delimiter", "quote"));
        List<Csv.Column> columns = new ArrayList<>();
        for (YamlNode column : map.require("columns").asList("columns").items()) {
            String name = column.asText("column");
            columns.add(new Csv.Column(name.isEmpty() ? null : scope.target(column, name)));
        }
        return new Csv(from(map), List.copyOf(columns), single(map, "delimiter", ','), single(map, "quote", '"'));
    }

    private static char single(YamlMap map, String key, char otherwise) throws YamlException {
        String text = map.text(key);
        if (text == null) {
            return otherwise;
        }
        String plain = text.equals("\\t") ? "\t" : text;
        if (plain.length() != 1) {
            throw map.require(key).error("'" + key + "' is one character");
        }
        return plain.charAt(0);
    }

    private Action json(YamlNode node) throws YamlException {
        YamlMap map = node.asMap("json");
        map.allow(Set.of("from", "into", "map", "only", "except"));
        return new Json(from(map), keys(map), JSON_DEPTH);
    }

    private static String otherwise(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }
}
