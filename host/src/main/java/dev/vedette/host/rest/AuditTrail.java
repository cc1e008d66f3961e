package dev.vedette.host.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.host.access.Audit;
import dev.vedette.host.access.AuditAction;
import dev.vedette.host.access.AuditEntry;
import dev.vedette.host.access.Principal;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what calls are about to do: path, parameters, and of a body only the keys that the endpoint names. A change
 * that fails afterwards gets a second entry with its outcome.
 */
final class AuditTrail {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Audit audit;
    private final Clock clock;

    AuditTrail(Audit audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /** Before the work; a change that cannot be written down is refused here. */
    void before(Endpoint endpoint, Call call) throws Problem {
        Endpoint.Audited audited = endpoint.audited();
        if (audited == null) {
            return;
        }
        try {
            audit.record(entry(call, audited.action(), detail(endpoint, audited, call)));
        } catch (IOException e) {
            throw Problem.of(
                    503,
                    "Audit log",
                    String.valueOf(e.getMessage()) + ".",
                    "Look at the host's log and at the disk of its data folder; nothing was changed.");
        }
    }

    /** After a change that failed. */
    void failed(Endpoint endpoint, Call call, Throwable failure) {
        Endpoint.Audited audited = endpoint.audited();
        if (audited == null || !audited.action().refusedUnwritten()) {
            return;
        }
        Map<String, String> detail = detail(endpoint, audited, call);
        detail.put("outcome", failure instanceof Problem problem ? "refused (" + problem.status() + ")" : "failed");
        try {
            audit.record(entry(call, audited.action(), detail));
        } catch (IOException e) {
            // the attempt is in the log; that it failed is in the host's log
        }
    }

    /** Somebody asked for what his role does not allow. */
    void denied(Call call, String method, String path) throws IOException {
        Map<String, String> detail = new TreeMap<>(Map.of("method", method, "path", path));
        detail.put("address", call.caller().address());
        audit.record(entry(call, AuditAction.ACCESS_DENIED, detail));
    }

    private AuditEntry entry(Call call, AuditAction action, Map<String, String> detail) {
        Principal principal = call.principal();
        String client = detail.remove("client");
        if (client == null && principal.scope().clients().size() == 1) {
            client = principal.scope().clients().iterator().next();
        }
        return new AuditEntry(clock.instant(), principal.id(), action, cut(client), detail);
    }

    private static @Nullable String cut(@Nullable String client) {
        return client == null || client.length() <= 63 ? client : client.substring(0, 63);
    }

    private static Map<String, String> detail(Endpoint endpoint, Endpoint.Audited audited, Call call) {
        Map<String, String> detail = new TreeMap<>(call.written());
        detail.put("address", call.caller().address());
        detail.put("route", endpoint.path());
        if (!audited.keys().isEmpty()) {
            JsonNode body = body(call);
            for (String key : audited.keys()) {
                JsonNode value = body == null ? null : body.get(key);
                if (value != null) {
                    detail.put(key, value.isTextual() ? value.textValue() : value.toString());
                }
            }
        }
        return detail;
    }

    /** What is no JSON is the endpoint's to complain about. */
    private static @Nullable JsonNode body(Call call) {
        try {
            return JSON.readTree(call.body());
        } catch (IOException e) {
            return null;
        }
    }
}
