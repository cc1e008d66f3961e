package dev.vedette.host.detect.sigma;

import dev.vedette.host.yaml.Yaml;
import dev.vedette.host.yaml.YamlException;
import dev.vedette.host.yaml.YamlNode;
import dev.vedette.host.yaml.YamlNode.Place;
import dev.vedette.host.yaml.YamlNode.YamlList;
import dev.vedette.host.yaml.YamlNode.YamlMap;
import dev.vedette.host.yaml.YamlNode.YamlScalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads Sigma files. Thread-safe. */
public final class SigmaReader {
    private SigmaReader() {}

    /** Reads every document of a file; a text that is no YAML is one refusal. */
    public static List<SigmaDocument> read(String path, String text) {
        List<YamlNode> documents;
        try {
            documents = Yaml.readAll(path, text);
        } catch (YamlException e) {
            return List.of(refused(null, e));
        }
        if (documents.isEmpty()) {
            return List.of(new SigmaDocument.Refused(null, new Place(path, 1, 1), "the file holds no document"));
        }
        Set<String> basesOfCorrelations = basesOfCorrelations(documents);
        List<SigmaDocument> read = new ArrayList<>(documents.size());
        for (YamlNode document : documents) {
            read.add(readOne(document, basesOfCorrelations));
        }
        return read;
    }

    /** Reads a {@code detection} block that stands alone: the prefilter of a rule in Java. */
    public static Expression readDetection(String path, String text) throws YamlException {
        YamlMap map = Yaml.readMap(path, text);
        DetectionReader reader = new DetectionReader();
        Expression expression =
                reader.read(map.entries().size() == 1 && map.get("detection") instanceof YamlMap inner ? inner : map);
        if (!reader.placeholders().isEmpty()) {
            throw map.error("placeholders have no value here: " + reader.placeholders());
        }
        return expression;
    }

    private static SigmaDocument readOne(YamlNode document, Set<String> basesOfCorrelations) {
        String id = null;
        try {
            YamlMap map = document.asMap("rule");
            id = map.get("id") instanceof YamlScalar scalar ? scalar.text() : null;
            refuseOtherKinds(map);
            SigmaRule rule = RuleReader.read(map);
            if (basesOfCorrelations.contains(String.valueOf(rule.id()))
                    || basesOfCorrelations.contains(String.valueOf(rule.name()))) {
                throw map.error("not supported yet: this rule is part of a correlation in the same file, which alone"
                        + " would raise alarms; take the correlation out to use the rule by itself");
            }
            return new SigmaDocument.Accepted(rule);
        } catch (YamlException e) {
            return refused(id, e);
        }
    }

    private static void refuseOtherKinds(YamlMap map) throws YamlException {
        if (map.get("action") instanceof YamlScalar action
                && Set.of("global", "reset", "repeat").contains(action.text())) {
            throw action.error("not supported yet: 'action: " + action.text()
                    + "' (rule collections of older Sigma); write each document in full");
        }
        YamlNode correlation = map.get("correlation");
        if (correlation != null) {
            throw correlation.error("not supported yet: correlation rules");
        }
        YamlNode filter = map.get("filter");
        if (filter != null) {
            throw filter.error("not supported yet: filter documents; write the exclusion into the rule's condition");
        }
    }

    /** Names and ids of rules that a correlation of the same file uses and that shall not raise alarms themselves. */
    private static Set<String> basesOfCorrelations(List<YamlNode> documents) {
        Set<String> bases = new HashSet<>();
        for (YamlNode document : documents) {
            if (document instanceof YamlMap map && map.get("correlation") instanceof YamlMap correlation) {
                YamlNode generate =
                        correlation.get("generate") == null ? map.get("generate") : correlation.get("generate");
                if (!(generate instanceof YamlScalar flag) || !flag.text().equals("true")) {
                    YamlNode rules = correlation.get("rules");
                    for (YamlNode rule : rules instanceof YamlList list ? list.items() : List.<YamlNode>of()) {
                        bases.add(rule instanceof YamlScalar scalar ? scalar.text() : "");
                    }
                }
            }
        }
        return bases;
    }

    private static SigmaDocument.Refused refused(@Nullable String id, YamlException e) {
        return new SigmaDocument.Refused(id, new Place(e.path(), e.line(), e.column()), e.reason());
    }
}
