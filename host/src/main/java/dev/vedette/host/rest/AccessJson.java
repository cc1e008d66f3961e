package dev.vedette.host.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.host.access.AccessRefusedException;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.access.Role;
import dev.vedette.host.reference.ClientSettings;
import java.util.HashSet;
import java.util.Set;

/** Roles and client scopes in bodies, read and written in one place. */
final class AccessJson {
    private AccessJson() {}

    static Role role(JsonNode body) throws Problem {
        String label = Call.requiredText(body, "role");
        Role role = Role.of(label);
        if (role == null) {
            throw Problem.badRequest("There is no role '" + label + "'.", "The roles are: " + Role.labels() + ".");
        }
        return role;
    }

    /** All clients when the key is absent or null. */
    static ClientScope scope(JsonNode body) throws Problem {
        JsonNode clients = body.get("clients");
        if (clients == null || clients.isNull()) {
            return ClientScope.ALL;
        }
        Set<String> ids = new HashSet<>();
        for (JsonNode client : clients) {
            if (!client.isTextual() || !ClientSettings.isId(client.textValue())) {
                throw Problem.badRequest(
                        client + " is no id of a client.",
                        "An id is made of lower-case letters, digits, - and _, at most 63.");
            }
            ids.add(client.textValue());
        }
        if (!clients.isArray() || ids.isEmpty()) {
            throw Problem.badRequest(
                    "'clients' is no list of ids.", "Name at least one; without the key it is all clients.");
        }
        return new ClientScope(false, ids);
    }

    static void clients(ObjectNode node, ClientScope scope) {
        node.put("all_clients", scope.everyone());
        OffenseJson.texts(node, "clients", scope.clients().stream().sorted().toList());
    }

    static Problem refused(AccessRefusedException e) {
        String message = String.valueOf(e.getMessage());
        return Problem.of(422, "Refused", Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".", null);
    }
}
