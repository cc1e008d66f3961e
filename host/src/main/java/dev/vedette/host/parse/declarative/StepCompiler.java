package dev.vedette.host.parse.declarative;

import dev.vedette.host.yaml.Nearest;
import dev.vedette.host.yaml.YamlException;
import dev.vedette.host.yaml.YamlNode;
import dev.vedette.host.yaml.YamlNode.YamlMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compiles lists of steps. One per parser. */
final class StepCompiler {
    private static final Set<String> HEADS = Set.of("dissect", "regex", "kv", "csv", "json");
    private static final Set<String> OF_STEP = Set.of("id", "when", "on_failure", "description");
    private static final Set<String> LATER =
            Set.of("grok", "xml", "cef", "leef", "geo", "user_agent", "foreach", "evtx", "syslog", "sample");
    private static final int MAX_DEPTH = 8;

    private final Scope scope;
    private final TextActions text;
    private final ValueActions values;
    private boolean headSeen;

    StepCompiler(Scope scope) {
        this.scope = scope;
        this.text = new TextActions(scope);
        this.values = new ValueActions(scope);
    }

    /** Compiles the steps of a parser. */
    Block compile(@Nullable YamlNode steps) throws YamlException {
        return steps == null ? Block.of(List.of()) : block(steps, 1, true);
    }

    private Block block(YamlNode node, int depth, boolean unconditional) throws YamlException {
        if (depth > MAX_DEPTH) {
            throw node.error("steps are nested deeper than " + MAX_DEPTH);
        }
        List<Step> steps = new ArrayList<>();
        for (YamlNode item : node.asList("steps").items()) {
            steps.add(step(item.asMap("step"), depth, unconditional));
        }
        return Block.of(steps);
    }

    private Step step(YamlMap map, int depth, boolean unconditional) throws YamlException {
        checkKeys(map);
        YamlNode idNode = map.get("id");
        if (idNode == null) {
            throw map.error("the step has no 'id'; give it a short unique one, it is how errors and explain name it");
        }
        String id = idNode.asText("id");
        scope.stepId(idNode, id);
        YamlNode when = map.get("when");
        Step.Guard guard = when == null ? null : ExpressionReader.read(scope, when);
        boolean always = unconditional && guard == null;
        boolean takesApart = map.entries().keySet().stream().anyMatch(HEADS::contains);
        boolean head = always && takesApart && !headSeen;
        headSeen |= head;
        OnFailure onFailure = onFailure(map, head ? OnFailure.NOTMINE : OnFailure.WARN);
        List<Action> actions = new ArrayList<>();
        for (Map.Entry<String, YamlNode> entry : map.entries().entrySet()) {
            String key = entry.getKey();
            YamlNode node = entry.getValue();
            if (key.equals("steps")) {
                actions.add(new Nested(block(node, depth + 1, always)));
            } else if (key.equals("lines")) {
                actions.add(lines(node.asMap("lines"), depth));
            } else if (!OF_STEP.contains(key)) {
                actions.add(text.knows(key) ? text.compile(key, node) : values.compile(key, node));
            }
        }
        if (actions.isEmpty()) {
            throw map.error("the step '" + id + "' does nothing; known are " + String.join(", ", actionNames()));
        }
        return new Step(id, guard, List.copyOf(actions), onFailure);
    }

    private Lines lines(YamlMap map, int depth) throws YamlException {
        map.allow(Set.of("from", "as", "steps"));
        Template from = text.from(map);
        Place as = scope.writable(map.require("as"), map.requireText("as"));
        return new Lines(from, as, block(map.require("steps"), depth + 1, false));
    }

    private static OnFailure onFailure(YamlMap map, OnFailure otherwise) throws YamlException {
        String word = map.text("on_failure");
        if (word == null) {
            return otherwise;
        }
        for (OnFailure one : OnFailure.values()) {
            if (one.name().toLowerCase(Locale.ROOT).equals(word)) {
                return one;
            }
        }
        throw map.require("on_failure")
                .error("unknown 'on_failure: " + word + "'"
                        + Nearest.suggestion(word, List.of("notmine", "warn", "ignore", "malformed")));
    }

    private void checkKeys(YamlMap map) throws YamlException {
        Set<String> known = actionNames();
        known.addAll(OF_STEP);
        for (String key : map.entries().keySet()) {
            if (LATER.contains(key)) {
                YamlNode.Place at = map.keyPlaces().getOrDefault(key, map.place());
                throw new YamlException(
                        at.path(), at.line(), at.column(), "'" + key + "' is not supported yet by this version");
            }
        }
        map.allow(known);
    }

    private Set<String> actionNames() {
        Set<String> names = new TreeSet<>(text.names());
        names.addAll(values.names());
        names.add("steps");
        names.add("lines");
        return names;
    }
}
