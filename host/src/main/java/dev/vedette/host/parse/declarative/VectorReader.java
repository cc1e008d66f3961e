package dev.vedette.host.parse.declarative;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.Fields;
import dev.vedette.api.event.IpAddress;
import dev.vedette.host.yaml.Nearest;
import dev.vedette.host.yaml.Yaml;
import dev.vedette.host.yaml.YamlException;
import dev.vedette.host.yaml.YamlNode;
import dev.vedette.host.yaml.YamlNode.YamlMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads the {@code vectors} of a parser file. */
final class VectorReader {
    private static final Set<String> KEYS = Set.of(
            "name",
            "raw",
            "raws",
            "at",
            "zone",
            "path",
            "sender",
            "receiver",
            "expect",
            "strict",
            "absent",
            "log_sources",
            "kind",
            "parser",
            "events",
            "rules");
    private static final ObjectMapper JSON = new ObjectMapper();

    private VectorReader() {}

    static List<ParserVector> read(String path, String text) throws YamlException {
        List<ParserVector> vectors = new ArrayList<>();
        for (YamlNode document : Yaml.readAll(path, text)) {
            YamlMap parser = document.asMap("parser file");
            YamlNode node = parser.get("vectors");
            Set<String> names = new HashSet<>();
            for (YamlNode item :
                    node == null ? List.<YamlNode>of() : node.asList("vectors").items()) {
                ParserVector vector = vector(parser.requireText("parser"), item.asMap("vector"));
                if (!names.add(vector.name())) {
                    throw item.error("two vectors have the name '" + vector.name() + "'");
                }
                vectors.add(vector);
            }
        }
        return vectors;
    }

    private static ParserVector vector(String parser, YamlMap map) throws YamlException {
        map.allow(KEYS);
        String owner = map.text("parser");
        YamlMap rules = map.get("rules") == null ? null : map.require("rules").asMap("rules");
        if (rules != null) {
            rules.allow(Set.of("match", "not"));
        }
        List<Field> absent = new ArrayList<>();
        for (String name : map.texts("absent")) {
            absent.add(field(map.require("absent"), name));
        }
        String sender = map.text("sender");
        IpAddress address = sender == null ? null : IpAddress.parse(sender);
        if (sender != null && address == null) {
            throw map.require("sender").error("'sender' is an address");
        }
        return new ParserVector(
                map.place(),
                owner == null ? parser : owner,
                map.requireText("name"),
                raws(map),
                at(map),
                zone(map),
                map.text("path"),
                address,
                map.text("receiver"),
                expected(map),
                map.flag("strict", false),
                List.copyOf(absent),
                map.get("log_sources") == null ? List.of() : ValueActions.logSources(map.require("log_sources")),
                kind(map),
                (int) map.number("events", 1),
                rules == null ? List.of() : rules.texts("match"),
                rules == null ? List.of() : rules.texts("not"));
    }

    private static List<String> raws(YamlMap map) throws YamlException {
        YamlNode raw = map.get("raw");
        YamlNode raws = map.get("raws");
        if ((raw == null) == (raws == null)) {
            throw map.error("a vector has either 'raw' or 'raws' (a list)");
        }
        List<String> records = new ArrayList<>();
        for (YamlNode record : raw != null
                ? List.of(raw)
                : raws == null ? List.<YamlNode>of() : raws.asList("raws").items()) {
            records.add(record instanceof YamlNode.YamlScalar scalar ? scalar.text() : json(record));
        }
        return List.copyOf(records);
    }

    private static String json(YamlNode node) throws YamlException {
        try {
            return JSON.writeValueAsString(node.plain());
        } catch (JsonProcessingException e) {
            throw node.error("this cannot be written as JSON: " + e.getOriginalMessage());
        }
    }

    private static Instant at(YamlMap map) throws YamlException {
        String text = map.text("at");
        if (text == null) {
            return Instant.parse("2026-01-01T00:00:00Z");
        }
        if (Conversion.DATE.read(text) instanceof Instant time) {
            return time;
        }
        throw map.require("at").error("'at' is an ISO time like 2026-10-20T15:43:00Z");
    }

    private static ZoneId zone(YamlMap map) throws YamlException {
        String text = map.text("zone");
        try {
            return ZoneId.of(text == null ? "UTC" : text).normalized();
        } catch (DateTimeException e) {
            throw map.require("zone").error("unknown zone '" + text + "'");
        }
    }

    private static Map<Field, List<String>> expected(YamlMap map) throws YamlException {
        Map<Field, List<String>> expected = new LinkedHashMap<>();
        YamlNode node = map.get("expect");
        if (node != null) {
            for (Map.Entry<String, YamlNode> entry :
                    node.asMap("expect").entries().entrySet()) {
                expected.put(
                        field(entry.getValue(), entry.getKey()),
                        entry.getValue().asTexts(entry.getKey()));
            }
        }
        return expected;
    }

    private static Field field(YamlNode at, String name) throws YamlException {
        String problem = Fields.problem(name);
        if (problem != null) {
            throw at.error(problem);
        }
        return Field.of(name);
    }

    private static ParserVector.Kind kind(YamlMap map) throws YamlException {
        String word = map.text("kind");
        if (word == null) {
            return ParserVector.Kind.EVENT;
        }
        for (ParserVector.Kind kind : ParserVector.Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(word)) {
                return kind;
            }
        }
        throw map.require("kind")
                .error("unknown kind '" + word + "'"
                        + Nearest.suggestion(word, List.of("event", "pipeline_error", "unparsed", "dropped")));
    }
}
