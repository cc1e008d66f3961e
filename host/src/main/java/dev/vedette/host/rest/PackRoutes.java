package dev.vedette.host.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.host.access.AuditAction;
import dev.vedette.host.access.Role;
import dev.vedette.host.pack.PackChange;
import dev.vedette.host.pack.PackCode;
import dev.vedette.host.pack.PackHost;
import dev.vedette.host.pack.PackStatus;
import dev.vedette.host.pack.PluginCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code /api/v1/packs}: what is installed and how it does; install, upgrade, remove, roll back. */
final class PackRoutes {
    private final PackHost packs;

    PackRoutes(PackHost packs) {
        this.packs = packs;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/api/v1/packs", Role.VIEWER, call -> Reply.json(list())),
                Endpoint.post("/api/v1/packs", Role.ADMINISTRATOR, Endpoint.Body.UPLOAD, this::install)
                        .audited(AuditAction.PACK_INSTALL),
                Endpoint.delete("/api/v1/packs/{id}", Role.ADMINISTRATOR, this::remove)
                        .audited(AuditAction.PACK_REMOVE),
                Endpoint.post("/api/v1/packs/{id}/rollback", Role.ADMINISTRATOR, Endpoint.Body.NONE, this::rollback)
                        .audited(AuditAction.PACK_ROLLBACK));
    }

    private Reply remove(Call call) throws Problem {
        call.wholeHost();
        return changed(packs.remove(call.path("id")));
    }

    private Reply rollback(Call call) throws Problem {
        call.wholeHost();
        return changed(packs.rollback(call.path("id")));
    }

    private Reply install(Call call) throws Problem, IOException {
        call.wholeHost();
        if (call.body().length == 0) {
            throw Problem.badRequest(
                    "The body is empty.", "Send the pack's archive: curl --data-binary @acme-firewall-1.0.0.zip ...");
        }
        Path archive = Files.createTempFile("vedette-upload-", ".zip");
        try {
            Files.write(archive, call.body());
            return changed(packs.install(archive));
        } finally {
            Files.deleteIfExists(archive);
        }
    }

    private Reply changed(PackChange change) throws Problem {
        if (change instanceof PackChange.Refused refused) {
            boolean absent = refused.code() == PackCode.NOT_INSTALLED;
            throw Problem.of(
                    absent ? 404 : 422,
                    "Pack refused (" + refused.code() + ")",
                    refused.reason() + " [" + refused.code() + "]",
                    refused.code().remedy() + ".");
        }
        return Reply.json(list());
    }

    private ObjectNode list() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("generation", packs.generation().number());
        ArrayNode list = body.putArray("packs");
        packs.status().forEach(status -> list.add(write(status)));
        return body;
    }

    private static ObjectNode write(PackStatus status) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", status.id());
        node.put("version", status.version());
        node.put("title", status.title());
        node.put("state", status.state().toString());
        PackCode code = status.code();
        if (code != null) {
            node.put("code", code.toString());
            node.put("reason", status.reason());
            node.put("remedy", code.remedy());
        }
        PluginCounts counts = status.counts();
        node.putObject("counts")
                .put("calls", counts.calls())
                .put("faults", counts.faults())
                .put("slow", counts.slow())
                .put("abandoned", counts.abandoned())
                .put("stuck", counts.stuck())
                .put("refused", counts.refused());
        OffenseJson.texts(node, "extensions", status.extensions());
        node.put("parsers", status.parsers());
        node.put("rules", status.rules());
        node.put("sha256", status.sha256());
        return node;
    }
}
