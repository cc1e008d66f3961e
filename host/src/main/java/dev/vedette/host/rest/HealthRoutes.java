package dev.vedette.host.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.host.access.Role;
import java.util.List;
import java.util.function.Supplier;

/** {@code /health/livez}, {@code /health/readyz} and {@code /metrics}. */
final class HealthRoutes {
    private final Health health;
    private final Supplier<String> metrics;

    HealthRoutes(Health health, Supplier<String> metrics) {
        this.health = health;
        this.metrics = metrics;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.openPrompt("/health/livez", "supervisors have no token; says only that it runs", this::live),
                Endpoint.open("/health/readyz", "load balancers have no token; names no data", this::ready),
                Endpoint.get("/metrics", Role.VIEWER, this::metrics));
    }

    private Reply live(Call call) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("status", "alive");
        return Reply.json(body);
    }

    private Reply ready(Call call) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        List<Health.Check> checks = health.checks();
        boolean well = checks.stream().allMatch(Health.Check::well);
        body.put("status", well ? "ready" : "not ready");
        ArrayNode list = body.putArray("checks");
        for (Health.Check check : checks) {
            list.addObject().put("name", check.name()).put("well", check.well()).put("detail", check.detail());
        }
        return new Reply.Json(well ? 200 : 503, body);
    }

    /** Numbers of the whole host: not for a token that may see one client only. */
    private Reply metrics(Call call) throws Problem {
        call.wholeHost();
        return new Reply.Text(200, "text/plain; version=0.0.4; charset=utf-8", metrics.get());
    }
}
