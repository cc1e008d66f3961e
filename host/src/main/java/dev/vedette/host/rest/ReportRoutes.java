package dev.vedette.host.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.host.access.AuditAction;
import dev.vedette.host.access.Role;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/** {@code /api/v1/reports}: which there are, and making one to download. */
final class ReportRoutes {
    private final ReportMaker reports;
    private final Clock clock;

    ReportRoutes(ReportMaker reports, Clock clock) {
        this.reports = reports;
        this.clock = clock;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/api/v1/reports", Role.VIEWER, this::list),
                Endpoint.post("/api/v1/reports", Role.VIEWER, Endpoint.Body.JSON, this::make)
                        .audited(AuditAction.REPORT, "name", "format", "last", "from", "to"));
    }

    private Reply list(Call call) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        OffenseJson.texts(body, "reports", reports.names());
        OffenseJson.texts(body, "formats", reports.formats());
        return Reply.json(body);
    }

    private Reply make(Call call) throws Problem {
        JsonNode body = call.json("name", "format", "last", "from", "to");
        String name = known("report", Call.requiredText(body, "name"), reports.names());
        String format = known("format", Call.requiredText(body, "format"), reports.formats());
        TimeRange time = TimeRange.of(call, body, clock);
        try {
            byte[] content = reports.render(name, format, call.scope(), time.from(), time.to());
            String day = clock.instant().toString().substring(0, 10);
            return new Reply.Download(
                    Buffer.buffer(content), reports.mediaType(format), "vedette-" + name + "-" + day + "." + format);
        } catch (IOException e) {
            throw Problem.of(
                    422,
                    "The report cannot be made",
                    String.valueOf(e.getMessage()),
                    "Look at the reporter's pack with GET /api/v1/packs.");
        }
    }

    private static String known(String what, String asked, List<String> present) throws Problem {
        if (!present.contains(asked)) {
            throw Problem.badRequest(
                    "There is no " + what + " '" + asked + "'.",
                    present.isEmpty()
                            ? "No active pack brings one: install a reporter pack."
                            : "There are: " + String.join(", ", present) + ".");
        }
        return asked;
    }
}
