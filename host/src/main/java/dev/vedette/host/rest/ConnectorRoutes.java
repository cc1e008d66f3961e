package dev.vedette.host.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.host.access.Role;
import dev.vedette.host.ingest.pull.ConnectorStatus;
import java.util.List;
import java.util.function.Supplier;

/** {@code /api/v1/connectors}: what the host fetches, and how that goes. */
final class ConnectorRoutes {
    private final Supplier<List<ConnectorStatus>> connectors;

    ConnectorRoutes(Supplier<List<ConnectorStatus>> connectors) {
        this.connectors = connectors;
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/api/v1/connectors", Role.VIEWER, this::list));
    }

    private Reply list(Call call) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode list = body.putArray("connectors");
        for (ConnectorStatus connector : connectors.get()) {
            if (call.scope().allows(connector.client())) {
                ObjectNode node = list.addObject();
                node.put("id", connector.id());
                node.put("client", connector.client());
                node.put("state", connector.problem() == null ? "working" : "failing");
                if (connector.problem() != null) {
                    node.put("problem", connector.problem());
                    node.put("failures", connector.failures());
                }
                if (connector.succeeded() != null) {
                    node.put("succeeded", connector.succeeded().toString());
                }
                node.put("records", connector.statistics().records());
                node.put("bytes", connector.statistics().bytes());
                node.put("cut", connector.statistics().cut());
                node.put("broken", connector.statistics().broken());
            }
        }
        return Reply.json(body);
    }
}
