package dev.vedette.host.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.access.Role;
import dev.vedette.host.detect.Evidence;
import dev.vedette.host.detect.Finding;
import dev.vedette.host.export.EventJson;
import dev.vedette.host.pipeline.Explained;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/** {@code /api/v1/explain}: why a line becomes what it does. */
final class DiagnosisRoutes {
    private final LineExplainer explainer;
    private final String defaultClient;
    private final Clock clock;

    DiagnosisRoutes(LineExplainer explainer, String defaultClient, Clock clock) {
        this.clock = clock;
        this.explainer = explainer;
        this.defaultClient = defaultClient;
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.post("/api/v1/explain", Role.VIEWER, Endpoint.Body.JSON, this::explain));
    }

    private Reply explain(Call call) throws Problem {
        JsonNode body = call.json("line", "parser", "rule", "client");
        Origin origin = Origin.of(call.client(Call.text(body, "client"), defaultClient), "explain")
                .parser(Call.text(body, "parser"))
                .build();
        byte[] line = Call.requiredText(body, "line").getBytes(StandardCharsets.UTF_8);
        Explained explained = explainer.explain(new RawRecord(line, clock.instant(), origin), Call.text(body, "rule"));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode sections = answer.putArray("sections");
        for (Explained.Section section : explained.sections()) {
            OffenseJson.texts(sections.addObject().put("title", section.title()), "lines", section.lines());
        }
        ArrayNode events = answer.putArray("events");
        explained.events().forEach(event -> events.add(EventJson.write(event)));
        ArrayNode findings = answer.putArray("findings");
        explained.findings().forEach(finding -> findings.add(write(finding)));
        return Reply.json(answer);
    }

    private static ObjectNode write(Finding finding) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("rule", finding.rule().id());
        node.put("title", finding.rule().title());
        node.put("level", finding.rule().level());
        node.put("reason", finding.reason());
        ArrayNode evidence = node.putArray("evidence");
        for (Evidence one : finding.evidence()) {
            evidence.addObject()
                    .put("field", one.field())
                    .put("value", one.value())
                    .put("test", one.test());
        }
        return node;
    }
}
