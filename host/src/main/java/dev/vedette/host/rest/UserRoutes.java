package dev.vedette.host.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.host.access.AccessRefusedException;
import dev.vedette.host.access.AuditAction;
import dev.vedette.host.access.Role;
import dev.vedette.host.access.UserAccount;
import dev.vedette.host.access.Users;
import io.vertx.core.http.HttpMethod;
import java.util.List;

/** {@code /api/v1/users}: who may sign in. A user is disabled, never deleted: the name stays in the audit log. */
final class UserRoutes {
    private static final String ALL = "/api/v1/users";
    private static final String ONE = "/api/v1/users/{name}";

    private final Users users;

    UserRoutes(Users users) {
        this.users = users;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(ALL, Role.ADMINISTRATOR, this::list),
                Endpoint.post(ALL, Role.ADMINISTRATOR, Endpoint.Body.JSON, this::add)
                        .audited(AuditAction.USER_CREATE, "name", "role", "clients"),
                new Endpoint(
                                HttpMethod.PATCH,
                                ONE,
                                new Endpoint.Gate.Needs(Role.ADMINISTRATOR),
                                List.of(),
                                Endpoint.Body.JSON,
                                new Endpoint.Work.Blocking(this::change))
                        .audited(AuditAction.USER_CHANGE, "role", "clients", "disabled"),
                Endpoint.post(ONE + "/password", Role.ADMINISTRATOR, Endpoint.Body.JSON, this::password)
                        .audited(AuditAction.PASSWORD_CHANGE));
    }

    private Reply list(Call call) throws Problem {
        call.wholeHost();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode list = body.putArray("users");
        users.list().forEach(user -> list.add(json(user)));
        return Reply.json(body);
    }

    private Reply add(Call call) throws Problem {
        call.wholeHost();
        JsonNode body = call.json("name", "role", "clients", "password");
        String chosen = Call.text(body, "password");
        String password = chosen == null ? users.draw() : chosen;
        try {
            ObjectNode answer = json(users.add(
                    Call.requiredText(body, "name"),
                    AccessJson.role(body),
                    AccessJson.scope(body),
                    password,
                    chosen == null));
            return Reply.json(chosen == null ? answer.put("one_time_password", password) : answer);
        } catch (AccessRefusedException e) {
            throw AccessJson.refused(e);
        }
    }

    private Reply change(Call call) throws Problem {
        call.wholeHost();
        UserAccount user = user(call);
        JsonNode body = call.json("role", "clients", "disabled");
        JsonNode disabled = body.get("disabled");
        if (disabled != null && !disabled.isBoolean()) {
            throw Problem.badRequest("'disabled' is not true or false.", "Write it without quotes.");
        }
        try {
            if (body.has("role")) {
                user = users.role(user.name(), AccessJson.role(body));
            }
            if (body.has("clients")) {
                user = users.scope(user.name(), AccessJson.scope(body));
            }
            if (disabled != null) {
                user = users.disabled(user.name(), disabled.booleanValue());
            }
            return Reply.json(json(user));
        } catch (AccessRefusedException e) {
            throw AccessJson.refused(e);
        }
    }

    private Reply password(Call call) throws Problem {
        call.wholeHost();
        UserAccount user = user(call);
        String chosen = Call.text(call.json("password"), "password");
        String password = chosen == null ? users.draw() : chosen;
        try {
            // Whoever chose it, it is not the user who did: it opens nothing but the way to an own one.
            ObjectNode answer = json(users.password(user.name(), password, true));
            return Reply.json(chosen == null ? answer.put("one_time_password", password) : answer);
        } catch (AccessRefusedException e) {
            throw AccessJson.refused(e);
        }
    }

    private UserAccount user(Call call) throws Problem {
        UserAccount user = users.get(call.path("name"));
        if (user == null) {
            throw Problem.notFound("There is no user '" + call.path("name") + "'.", "GET /api/v1/users lists them.");
        }
        return user;
    }

    private static ObjectNode json(UserAccount user) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("name", user.name());
        node.put("role", user.role().label());
        AccessJson.clients(node, user.scope());
        node.put("disabled", user.disabled());
        node.put("temporary_password", user.temporary());
        node.put("created", user.created().toString());
        if (user.lastLogin() != null) {
            node.put("last_login", user.lastLogin().toString());
        }
        return node;
    }
}
