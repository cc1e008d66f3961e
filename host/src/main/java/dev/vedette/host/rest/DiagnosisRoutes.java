package dev.vedette.host.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.host.access.Role;
import dev.vedette.host.detect.Evidence;
import dev.vedette.host.detect.Finding;
import dev.vedette.host.rest.DeadLetterList.DeadLetter;
import dev.vedette.host.rest.LineExplainer.Explained;
import java.util.List;

/** {@code /api/v1/explain} and {@code /api/v1/dead-letters}: why something became what it did, or nothing at all. */
final class DiagnosisRoutes {
    private static final int MOST_TEXT = 32 * 1024;

    private final LineExplainer explainer;
    private final DeadLetterList deadLetters;
    private final String defaultClient;

    DiagnosisRoutes(LineExplainer explainer, DeadLetterList deadLetters, String defaultClient) {
        this.explainer = explainer;
        this.deadLetters = deadLetters;
        this.defaultClient = defaultClient;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post("/api/v1/explain", Role.VIEWER, Endpoint.Body.JSON, this::explain),
                Endpoint.get("/api/v1/dead-letters", Role.VIEWER, this::deadLetters, "limit"));
    }

    private Reply explain(Call call) throws Problem {
        JsonNode body = call.json("line", "parser", "rule", "client");
        String client = Call.text(body, "client");
        String whose = call.client(client, defaultClient);
        Explained explained = explainer.explain(
                whose, Call.requiredText(body, "line"), Call.text(body, "parser"), Call.text(body, "rule"));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode sections = answer.putArray("sections");
        for (LineExplainer.Section section : explained.sections()) {
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

    private Reply deadLetters(Call call) throws Problem {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode list = body.putArray("dead_letters");
        for (DeadLetter letter : deadLetters.newest(call.scope(), call.number("limit", 100, 1, 1000))) {
            list.addObject()
                    .put("position", letter.position())
                    .put("received", letter.receivedAt().toString())
                    .put("client", letter.client())
                    .put("source", letter.source())
                    .put("reason", letter.reason())
                    .put(
                            "text",
                            letter.text()
                                    .substring(
                                            0, Math.min(MOST_TEXT, letter.text().length())));
        }
        return Reply.json(body);
    }
}
