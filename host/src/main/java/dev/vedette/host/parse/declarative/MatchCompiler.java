package dev.vedette.host.parse.declarative;

import dev.vedette.api.parse.GuardedPattern;
import dev.vedette.host.yaml.YamlException;
import dev.vedette.host.yaml.YamlNode;
import dev.vedette.host.yaml.YamlNode.YamlMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Compiles {@code match}: to literals for the host's one pass, and to what remains to be tested. */
final class MatchCompiler {
    private static final int USUAL_PRIORITY = 50;

    private MatchCompiler() {}

    /**
     * What a parser's {@code match} says.
     *
     * @param literals of which one must be in the record; empty where nothing is certain
     * @param test what must hold besides, or null
     */
    record Match(
            List<String> literals, int priority, @Nullable Condition test) {}

    /** One condition with texts of which one is in every record that it holds for; empty where nothing is certain. */
    private record Way(List<String> literals, boolean literalIsEnough, Condition test) {}

    static Match compile(@Nullable YamlNode node) throws YamlException {
        if (node == null) {
            return new Match(List.of(), USUAL_PRIORITY, null);
        }
        YamlMap map = node.asMap("match");
        map.allow(Set.of("any", "all", "priority"));
        long priority = map.number("priority", USUAL_PRIORITY);
        if (priority < 0 || priority > 100) {
            throw map.require("priority").error("'priority' is 0 to 100");
        }
        List<Way> any = ways(map.get("any"));
        List<Way> all = ways(map.get("all"));
        if (any.isEmpty() && all.isEmpty()) {
            throw map.error(
                    "'match' has conditions under 'any' or 'all'; leave 'match' out to be asked last about every"
                            + " record");
        }
        List<String> ofAny = any.stream().anyMatch(way -> way.literals.isEmpty())
                ? List.of()
                : any.stream().flatMap(way -> way.literals.stream()).distinct().toList();
        List<String> ofAll = all.stream()
                .map(Way::literals)
                .filter(literals -> !literals.isEmpty())
                .max(Comparator.comparingInt(MatchCompiler::shortest))
                .orElse(List.of());
        boolean useAll = !ofAll.isEmpty() && shortest(ofAll) > shortest(ofAny);
        List<Condition> tests = new ArrayList<>();
        if (!any.isEmpty() && (useAll || !any.stream().allMatch(Way::literalIsEnough))) {
            tests.add(Condition.any(any.stream().map(Way::test).toList()));
        }
        for (Way way : all) {
            if (!(useAll && way.literalIsEnough && way.literals.equals(ofAll))) {
                tests.add(way.test);
            }
        }
        List<String> literals = useAll ? ofAll : ofAny;
        Condition test = tests.isEmpty() ? null : Condition.all(tests);
        return new Match(literals, (int) priority, test);
    }

    private static int shortest(List<String> literals) {
        return literals.stream().mapToInt(String::length).min().orElse(0);
    }

    private static List<Way> ways(@Nullable YamlNode node) throws YamlException {
        List<Way> ways = new ArrayList<>();
        if (node != null) {
            for (YamlNode item : node.asList("conditions").items()) {
                ways.add(way(item.asMap("condition")));
            }
        }
        return ways;
    }

    private static Way way(YamlMap map) throws YamlException {
        map.allow(Set.of("contains", "startswith", "regex", "json_key", "program"));
        if (map.entries().size() != 1) {
            throw map.error("a condition is one of contains, startswith, regex, json_key, program");
        }
        String kind = map.entries().firstEntry().getKey();
        YamlNode value = map.require(kind);
        for (String text : value.asTexts(kind)) {
            if (text.isEmpty()) {
                throw value.error("'" + kind + "' is empty");
            }
        }
        if (kind.equals("program")) {
            List<String> programs = value.asTexts(kind);
            return new Way(
                    programs,
                    false,
                    frame -> frame.header != null
                            ? frame.header.appName() != null && programs.contains(frame.header.appName())
                            : programs.stream().anyMatch(program -> isTag(frame.message, program)));
        }
        String text = value.asText(kind);
        return switch (kind) {
            case "contains" ->
                new Way(List.of(text), true, frame -> frame.draft.raw().text().contains(text));
            case "startswith" -> new Way(List.of(text), false, frame -> frame.message.startsWith(text));
            case "json_key" -> {
                String quoted = '"' + text + '"';
                yield new Way(List.of(quoted), false, frame -> hasKey(frame.message, quoted));
            }
            default -> {
                try {
                    GuardedPattern pattern = GuardedPattern.of(text);
                    String literal = RegexLiteral.of(text);
                    yield new Way(
                            literal.isEmpty() ? List.of() : List.of(literal),
                            false,
                            frame -> pattern.finds(frame.message));
                } catch (PatternSyntaxException e) {
                    throw value.error("the expression is not valid: " + e.getDescription());
                }
            }
        };
    }

    private static boolean isTag(String message, String program) {
        return message.startsWith(program)
                && message.length() > program.length()
                && (message.charAt(program.length()) == ':' || message.charAt(program.length()) == '[');
    }

    private static boolean hasKey(String text, String quoted) {
        int at = text.indexOf(quoted);
        while (at >= 0) {
            int i = at + quoted.length();
            while (i < text.length()
                    && (text.charAt(i) == ' '
                            || text.charAt(i) == '\n'
                            || text.charAt(i) == '\t'
                            || text.charAt(i) == '\r')) {
                i++;
            }
            if (i < text.length() && text.charAt(i) == ':') {
                return true;
            }
            at = text.indexOf(quoted, at + 1);
        }
        return false;
    }
}
