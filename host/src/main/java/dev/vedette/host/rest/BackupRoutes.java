package dev.vedette.host.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.host.access.AuditAction;
import dev.vedette.host.access.Role;
import dev.vedette.host.backup.BackupStatus;
import dev.vedette.host.backup.Backups;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** {@code /api/v1/backups}: makes them while the host works; checking and restoring need no host. */
final class BackupRoutes {
    private static final DateTimeFormatter BY_TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Backups backups;
    private final Clock clock;

    BackupRoutes(Backups backups, Clock clock) {
        this.backups = backups;
        this.clock = clock;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/api/v1/backups", Role.ADMINISTRATOR, this::list),
                Endpoint.post("/api/v1/backups", Role.ADMINISTRATOR, Endpoint.Body.JSON, this::create)
                        .audited(AuditAction.BACKUP_CREATE, "name"));
    }

    private Reply list(Call call) throws Problem, IOException {
        call.wholeHost();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("folder", backups.folder().toString());
        ArrayNode list = body.putArray("backups");
        backups.list().forEach(backup -> list.add(json(backup)));
        return Reply.json(body);
    }

    private Reply create(Call call) throws Problem {
        call.wholeHost();
        JsonNode body = call.json("name");
        String asked = Call.text(body, "name");
        String name = asked == null ? BY_TIME.format(clock.instant()) : asked;
        if (!Backups.isName(name)) {
            throw Problem.badRequest(
                    "'" + name + "' cannot be the name of a backup.",
                    "Use letters, digits, '.', '_' and '-', at most 100, with a letter or digit first.");
        }
        try {
            return Reply.json(json(backups.create(name)));
        } catch (IllegalStateException e) {
            throw Problem.conflict(e.getMessage() + ".", "GET /api/v1/backups shows all.");
        }
    }

    private static ObjectNode json(BackupStatus backup) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("name", backup.name());
        node.put("state", backup.state().name().toLowerCase(Locale.ROOT));
        node.put("created", backup.created().toString());
        node.put("bytes", backup.bytes());
        if (backup.failure() != null) {
            node.put("failure", backup.failure());
        }
        return node;
    }
}
