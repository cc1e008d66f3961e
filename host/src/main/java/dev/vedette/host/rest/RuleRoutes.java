package dev.vedette.host.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.api.event.LogSource;
import dev.vedette.host.access.Role;
import dev.vedette.host.detect.BlindRule;
import dev.vedette.host.detect.Refusal;
import dev.vedette.host.detect.RuleInfo;
import dev.vedette.host.detect.RuleSet;
import dev.vedette.host.export.EventJson;
import java.util.List;
import java.util.function.Supplier;

/** {@code /api/v1/rules}: the rules in force, those that cannot match, and those that were refused and why. */
final class RuleRoutes {
    private final Supplier<RuleSet> rules;

    RuleRoutes(Supplier<RuleSet> rules) {
        this.rules = rules;
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/api/v1/rules", Role.VIEWER, this::list));
    }

    private Reply list(Call call) {
        RuleSet current = rules.get();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode loaded = body.putArray("rules");
        current.rules().forEach(rule -> loaded.add(write(rule)));
        ArrayNode blind = body.putArray("blind");
        for (BlindRule rule : current.blind()) {
            ObjectNode node = blind.addObject().put("id", rule.rule().id());
            OffenseJson.texts(node, "placeholders", rule.placeholders());
        }
        ArrayNode refused = body.putArray("refused");
        for (Refusal refusal : current.refused()) {
            ObjectNode node = refused.addObject().put("path", refusal.path());
            if (refusal.ruleId() != null) {
                node.put("id", refusal.ruleId());
            }
            node.put("line", refusal.line()).put("column", refusal.column()).put("reason", refusal.reason());
        }
        return Reply.json(body);
    }

    private static ObjectNode write(RuleInfo rule) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", rule.id());
        node.put("title", rule.title());
        node.put("level", rule.level());
        node.put("severity", rule.severity());
        if (rule.status() != null) {
            node.put("status", rule.status());
        }
        node.put("description", rule.description());
        node.put("author", rule.author());
        if (rule.license() != null) {
            node.put("license", rule.license());
        }
        OffenseJson.texts(node, "tags", rule.tags());
        OffenseJson.texts(node, "techniques", rule.techniques());
        LogSource source = rule.logSource();
        if (source != null) {
            node.set("log_source", EventJson.logSource(source));
        }
        node.put("pack", rule.pack().id());
        node.put("pack_version", rule.pack().version());
        node.put("path", rule.path());
        node.put("hash", rule.hash());
        if (rule.offenseIndex() != null) {
            node.put("offense_index", rule.offenseIndex().name());
        }
        OffenseJson.texts(node, "false_positives", rule.falsePositives());
        return node;
    }
}
