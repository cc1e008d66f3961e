package dev.vedette.host.parse.declarative;

import dev.vedette.api.event.Field;
import dev.vedette.api.event.LogSource;
import dev.vedette.api.parse.Assembly;
import dev.vedette.api.parse.GuardedPattern;
import dev.vedette.api.parse.LogParser;
import dev.vedette.host.yaml.Nearest;
import dev.vedette.host.yaml.Yaml;
import dev.vedette.host.yaml.YamlException;
import dev.vedette.host.yaml.YamlNode;
import dev.vedette.host.yaml.YamlNode.YamlMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Compiles parser files. */
public final class DeclarativeParsers {
    private static final Set<String> KEYS = Set.of(
            "parser",
            "title",
            "description",
            "match",
            "envelope",
            "log_sources",
            "assemble",
            "absent_values",
            "message",
            "steps",
            "vectors");
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(2);

    private DeclarativeParsers() {}

    /**
     * Compiles a file, which holds one parser for each YAML document in it.
     *
     * @param path names the file in errors
     */
    public static List<LogParser> compile(String path, String text) throws ParserSyntaxException {
        try {
            List<LogParser> parsers = new ArrayList<>();
            for (YamlNode document : Yaml.readAll(path, text)) {
                parsers.add(parser(document.asMap("parser file")));
            }
            if (parsers.isEmpty()) {
                throw new YamlException(path, 1, 1, "there is no parser in the file; it begins with 'parser: ID'");
            }
            return List.copyOf(parsers);
        } catch (YamlException e) {
            throw new ParserSyntaxException(e);
        }
    }

    private static LogParser parser(YamlMap map) throws YamlException {
        map.allow(KEYS);
        String id = map.requireText("parser");
        if (id.isBlank() || !id.chars().allMatch(c -> Character.isLetterOrDigit(c) || "._-".indexOf(c) >= 0)) {
            throw map.require("parser").error("the id of a parser is letters, digits and . _ -");
        }
        Scope scope = new Scope();
        MatchCompiler.Match match = MatchCompiler.compile(map.get("match"));
        DeclarativeParser.Envelope envelope = DeclarativeParser.Envelope.NONE;
        Field host = Field.of("host.hostname");
        Field program = Field.of("process.name");
        YamlNode node = map.get("envelope");
        if (node instanceof YamlMap form) {
            form.allow(Set.of("type", "host", "program"));
            envelope = envelope(form.require("type"));
            host = field(scope, form, "host", host);
            program = field(scope, form, "program", program);
        } else if (node != null) {
            envelope = envelope(node);
        }
        List<LogSource> logSources =
                map.get("log_sources") == null ? List.of() : ValueActions.logSources(map.require("log_sources"));
        DeclarativeParser.Head head = new DeclarativeParser.Head(
                id,
                match,
                envelope,
                host,
                program,
                keepsMessage(map),
                logSources,
                Set.copyOf(new HashSet<>(map.texts("absent_values"))),
                assembly(map.get("assemble")));
        Block block = new StepCompiler(scope).compile(map.get("steps"));
        return new DeclarativeParser(head, block, scope);
    }

    private static DeclarativeParser.Envelope envelope(YamlNode node) throws YamlException {
        String word = node.asText("envelope");
        for (DeclarativeParser.Envelope one : DeclarativeParser.Envelope.values()) {
            if (one.name().toLowerCase(Locale.ROOT).equals(word)) {
                return one;
            }
        }
        throw node.error(
                "unknown envelope '" + word + "'" + Nearest.suggestion(word, List.of("none", "syslog", "auto")));
    }

    private static @Nullable Field field(Scope scope, YamlMap map, String key, Field otherwise) throws YamlException {
        String name = map.text(key);
        if (name == null) {
            return otherwise;
        }
        if (name.equals("none")) {
            return null;
        }
        if (scope.writable(map.require(key), name) instanceof Place.OfField place) {
            return place.field();
        }
        throw map.require(key).error("'" + key + "' is a field or none");
    }

    private static boolean keepsMessage(YamlMap map) throws YamlException {
        String word = map.text("message");
        if (word == null) {
            YamlNode steps = map.get("steps");
            if (steps instanceof YamlNode.YamlList list) {
                for (YamlNode step : list.items()) {
                    if (step instanceof YamlMap one && one.get("json") != null) {
                        return false;
                    }
                }
            }
            return true;
        }
        if (!word.equals("body") && !word.equals("none")) {
            throw map.require("message").error("'message' is body or none");
        }
        return word.equals("body");
    }

    private static Assembly assembly(@Nullable YamlNode node) throws YamlException {
        if (node == null) {
            return Assembly.none();
        }
        YamlMap map = node.asMap("assemble");
        map.allow(Set.of("lines", "keyed"));
        YamlNode lines = map.get("lines");
        YamlNode keyed = map.get("keyed");
        if ((lines == null) == (keyed == null)) {
            throw map.error("'assemble' has either 'lines' or 'keyed'");
        }
        if (lines != null) {
            YamlMap form = lines.asMap("lines");
            form.allow(Set.of("start", "max", "timeout"));
            return Assembly.lines(pattern(form, "start"), most(form, 500), timeout(form));
        }
        YamlMap form = map.require("keyed").asMap("keyed");
        form.allow(Set.of("key", "end", "max", "timeout"));
        GuardedPattern key = pattern(form, "key");
        if (key.pattern().matcher("").groupCount() < 1) {
            throw form.require("key").error("the first group of 'key' is the key, but it has none; put ( ) around it");
        }
        return Assembly.keyed(
                key, form.get("end") == null ? null : pattern(form, "end"), most(form, 100), timeout(form));
    }

    private static int most(YamlMap map, int otherwise) throws YamlException {
        long most = map.number("max", otherwise);
        if (most < 1 || most > 100_000) {
            throw map.require("max").error("'max' is 1 to 100000");
        }
        return (int) most;
    }

    private static GuardedPattern pattern(YamlMap map, String key) throws YamlException {
        try {
            return GuardedPattern.of(map.requireText(key));
        } catch (PatternSyntaxException e) {
            throw map.require(key).error("the expression is not valid: " + e.getDescription());
        }
    }

    private static Duration timeout(YamlMap map) throws YamlException {
        String text = map.text("timeout");
        if (text == null) {
            return DEFAULT_TIMEOUT;
        }
        try {
            if (text.endsWith("ms")) {
                return Duration.ofMillis(
                        Long.parseLong(text.substring(0, text.length() - 2).strip()));
            }
            if (text.endsWith("s")) {
                return Duration.ofSeconds(
                        Long.parseLong(text.substring(0, text.length() - 1).strip()));
            }
        } catch (NumberFormatException e) {
            throw map.require("timeout").error("'timeout' is written 2s or 500ms, not '" + text + "'");
        }
        throw map.require("timeout").error("'timeout' is written 2s or 500ms, not '" + text + "'");
    }
}
