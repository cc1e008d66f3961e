package dev.vedette.host.parse.declarative;

import dev.vedette.api.event.LogSource;
import dev.vedette.api.parse.ParseResult;
import dev.vedette.host.parse.time.StampFormat;
import dev.vedette.host.yaml.YamlException;
import dev.vedette.host.yaml.YamlNode;
import dev.vedette.host.yaml.YamlNode.YamlMap;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles the actions that work on values that were read already. */
final class ValueActions {
    private static final Set<String> NAMES = Set.of(
            "date",
            "set",
            "default",
            "append",
            "rename",
            "copy",
            "convert",
            "lowercase",
            "uppercase",
            "trim",
            "replace",
            "lookup",
            "split",
            "join",
            "urldecode",
            "hexdecode",
            "remove",
            "log_source",
            "drop",
            "fail");

    private final Scope scope;

    ValueActions(Scope scope) {
        this.scope = scope;
    }

    Set<String> names() {
        return NAMES;
    }

    Action compile(String name, YamlNode node) throws YamlException {
        return switch (name) {
            case "date" -> date(node.asMap(name));
            case "set" -> assign(Assign.Mode.SET, node.asMap(name));
            case "default" -> assign(Assign.Mode.DEFAULT, node.asMap(name));
            case "append" -> assign(Assign.Mode.APPEND, node.asMap(name));
            case "rename" -> move(true, node.asMap(name));
            case "copy" -> move(false, node.asMap(name));
            case "convert" -> convert(node.asMap(name));
            case "lowercase" -> new Change(places(node, name), text -> text.toLowerCase(Locale.ROOT));
            case "uppercase" -> new Change(places(node, name), text -> text.toUpperCase(Locale.ROOT));
            case "trim" -> new Change(places(node, name), String::strip);
            case "replace" -> new RewriteCompiler(scope).replace(node.asMap(name));
            case "split" -> new RewriteCompiler(scope).split(node.asMap(name));
            case "join" -> new RewriteCompiler(scope).join(node.asMap(name));
            case "urldecode", "hexdecode" -> new RewriteCompiler(scope).decode(name, node.asMap(name));
            case "lookup" -> lookups(node);
            case "remove" -> new Remove(places(node, name));
            case "log_source" -> new AddLogSources(logSources(node));
            case "drop" -> new End(ParseResult.filtered(node.asText(name)));
            case "fail" -> new End(ParseResult.malformed(node.asText(name)));
            default -> throw node.error("unknown action '" + name + "'");
        };
    }

    private List<Place> places(YamlNode node, String what) throws YamlException {
        List<Place> places = new ArrayList<>();
        for (String name : node.asTexts(what)) {
            places.add(scope.writable(node, name));
        }
        return List.copyOf(places);
    }

    private Action date(YamlMap map) throws YamlException {
        map.allow(Set.of("from", "formats", "to", "zone"));
        YamlNode from = map.require("from");
        List<StampFormat> formats = new ArrayList<>();
        for (String format : map.require("formats").asTexts("formats")) {
            try {
                formats.add(StampFormat.of(format));
            } catch (IllegalArgumentException e) {
                throw map.require("formats").error(String.valueOf(e.getMessage()));
            }
        }
        if (formats.isEmpty()) {
            throw map.require("formats").error("'formats' is empty");
        }
        String to = map.text("to");
        Place target = scope.writable(map.get("to") == null ? map : map.require("to"), to == null ? "@timestamp" : to);
        if (!Conversion.DATE.fits(target.conversion())) {
            throw map.require("to").error("'" + to + "' is no time by ECS");
        }
        YamlNode zone = map.get("zone");
        ZoneId fixed = null;
        Template named = null;
        if (zone != null && zone.asText("zone").contains("${")) {
            named = Template.of(scope, zone, zone.asText("zone"));
        } else if (zone != null) {
            try {
                fixed = ZoneId.of(zone.asText("zone"));
            } catch (DateTimeException e) {
                throw zone.error("unknown zone '" + zone.asText("zone") + "'; write Europe/Berlin, UTC or +02:00");
            }
        }
        return new DateOf(
                Template.source(scope, from, from.asText("from")), List.copyOf(formats), target, fixed, named);
    }

    private Assign assign(Assign.Mode mode, YamlMap map) throws YamlException {
        List<Assign.One> all = new ArrayList<>();
        for (Map.Entry<String, YamlNode> entry : map.entries().entrySet()) {
            YamlNode value = entry.getValue();
            Target target = scope.target(value, entry.getKey());
            boolean list = value instanceof YamlNode.YamlList;
            List<Template> templates = new ArrayList<>();
            boolean constant = true;
            for (String text : value.asTexts(entry.getKey())) {
                Template template = Template.of(scope, value, text);
                templates.add(template);
                constant &= template instanceof Template.Constant;
            }
            if (templates.isEmpty() || (!list && value.asText(entry.getKey()).isEmpty())) {
                throw value.error("no value is given for '" + entry.getKey() + "'; use 'remove' to take a field away");
            }
            all.add(new Assign.One(
                    target, constant ? constant(target, value, templates) : null, List.copyOf(templates), list));
        }
        if (all.isEmpty()) {
            throw map.error("nothing is given to be set");
        }
        return new Assign(mode, List.copyOf(all));
    }

    private static Object constant(Target target, YamlNode at, List<Template> templates) throws YamlException {
        List<Object> values = new ArrayList<>();
        List<YamlNode> nodes = at instanceof YamlNode.YamlList list ? list.items() : List.of(at);
        for (int i = 0; i < templates.size(); i++) {
            String text = ((Template.Constant) templates.get(i)).words();
            Object typed = nodes.get(i) instanceof YamlNode.YamlScalar scalar ? scalar.value() : null;
            // A vendor's field takes the type that YAML sees: 5 is a number, "5" a text.
            Object value = target.conversion() == Conversion.NONE && typed != null
                    ? typed
                    : target.conversion().read(text);
            if (value == null) {
                throw nodes.get(i)
                        .error("'" + text + "' is no value of '"
                                + target.place().name() + "', which holds " + target.conversion());
            }
            values.add(value);
        }
        return values.size() == 1 ? values.get(0) : List.copyOf(values);
    }

    private Action move(boolean remove, YamlMap map) throws YamlException {
        List<Move.Pair> pairs = new ArrayList<>();
        for (Map.Entry<String, YamlNode> entry : map.entries().entrySet()) {
            YamlNode to = entry.getValue();
            Place from = remove ? scope.writable(to, entry.getKey()) : scope.place(to, entry.getKey());
            for (String name : to.asTexts(entry.getKey())) {
                pairs.add(new Move.Pair(from, scope.target(to, name)));
            }
            if (remove && to instanceof YamlNode.YamlList) {
                throw to.error("'rename' has one new name; use 'copy' for several");
            }
        }
        return new Move(remove, List.copyOf(pairs));
    }

    private Action convert(YamlMap map) throws YamlException {
        List<Target> targets = new ArrayList<>();
        for (Map.Entry<String, YamlNode> entry : map.entries().entrySet()) {
            targets.add(scope.target(
                    entry.getValue(), entry.getKey() + "|" + entry.getValue().asText("type")));
        }
        return new Convert(List.copyOf(targets));
    }

    private Action lookups(YamlNode node) throws YamlException {
        List<Action> all = new ArrayList<>();
        for (YamlNode one : node instanceof YamlNode.YamlList list ? list.items() : List.of(node)) {
            all.add(lookup(one.asMap("lookup")));
        }
        return all.size() == 1 ? all.get(0) : new Several(List.copyOf(all));
    }

    private Action lookup(YamlMap map) throws YamlException {
        map.allow(Set.of("from", "to", "map", "default", "ignore_case"));
        YamlNode from = map.require("from");
        boolean ignoreCase = map.flag("ignore_case", false);
        YamlNode toNode = map.get("to");
        Target to = toNode == null ? null : scope.target(toNode, toNode.asText("to"));
        Map<String, Assign> table = new HashMap<>();
        for (Map.Entry<String, YamlNode> entry :
                map.require("map").asMap("map").entries().entrySet()) {
            String key = ignoreCase ? entry.getKey().toLowerCase(Locale.ROOT) : entry.getKey();
            table.put(key, entry(entry.getValue(), to));
        }
        YamlNode otherwise = map.get("default");
        return new Lookup(
                Template.source(scope, from, from.asText("from")),
                ignoreCase,
                Map.copyOf(table),
                otherwise == null ? null : entry(otherwise, to));
    }

    private Assign entry(YamlNode value, @Nullable Target to) throws YamlException {
        if (value instanceof YamlMap several) {
            return assign(Assign.Mode.SET, several);
        }
        if (to == null) {
            throw value.error("say with 'to' where the value goes, or give a map of fields with their values");
        }
        List<Template> templates = new ArrayList<>();
        boolean constant = true;
        for (String text : value.asTexts("value")) {
            Template template = Template.of(scope, value, text);
            templates.add(template);
            constant &= template instanceof Template.Constant;
        }
        boolean list = value instanceof YamlNode.YamlList;
        return new Assign(
                Assign.Mode.SET,
                List.of(new Assign.One(
                        to, constant ? constant(to, value, templates) : null, List.copyOf(templates), list)));
    }

    /** One log source or a list of them. */
    static List<LogSource> logSources(YamlNode node) throws YamlException {
        List<LogSource> sources = new ArrayList<>();
        for (YamlNode one : node instanceof YamlNode.YamlList list ? list.items() : List.of(node)) {
            YamlMap map = one.asMap("log source");
            map.allow(Set.of("product", "category", "service"));
            String category = map.text("category");
            String product = map.text("product");
            String service = map.text("service");
            if (category == null && product == null && service == null) {
                throw map.error("a log source has a product, a category or a service");
            }
            sources.add(LogSource.of(lower(category), lower(product), lower(service)));
        }
        return List.copyOf(sources);
    }

    private static @Nullable String lower(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }
}
