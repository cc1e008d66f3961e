package dev.vedette.host.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.host.access.Role;
import dev.vedette.host.forward.ForwardStatus;
import java.util.List;
import java.util.function.Supplier;

/** {@code /api/v1/forwards}: what the host sends on, and how that goes. */
final class ForwardRoutes {
    private final Supplier<List<ForwardStatus>> forwards;

    ForwardRoutes(Supplier<List<ForwardStatus>> forwards) {
        this.forwards = forwards;
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/api/v1/forwards", Role.VIEWER, this::list));
    }

    private Reply list(Call call) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode list = body.putArray("forwards");
        for (ForwardStatus forward : forwards.get()) {
            if (call.scope().allows(forward.client())) {
                ObjectNode node = list.addObject();
                node.put("id", forward.id());
                node.put("client", forward.client());
                node.put("state", forward.problem() == null ? "working" : "failing");
                if (forward.problem() != null) {
                    node.put("problem", forward.problem());
                }
                node.put("forwarded", forward.forwarded());
                node.put("skipped", forward.skipped());
                node.put("failed", forward.failed());
                node.put("waiting_bytes", forward.waitingBytes());
                if (forward.oldest() != null) {
                    node.put("oldest", forward.oldest().toString());
                }
            }
        }
        return Reply.json(body);
    }
}
