package dev.vedette.host.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.host.access.Access;
import dev.vedette.host.access.AuditAction;
import dev.vedette.host.access.LoginResult;
import dev.vedette.host.access.Principal;
import dev.vedette.host.access.Role;
import dev.vedette.host.access.UserAccount;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@code /api/v1/session}: signing in to the console with name and password, and out. */
final class SessionRoutes {
    private static final String PATH = "/api/v1/session";

    private final Access access;

    SessionRoutes(Access access) {
        this.access = access;
    }

    List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(
                        HttpMethod.POST,
                        PATH,
                        new Endpoint.Gate.Open("who signs in is nobody yet; failures are slowed down and written down"),
                        List.of(),
                        Endpoint.Body.JSON,
                        new Endpoint.Work.Blocking(this::begin)),
                Endpoint.get(PATH, Role.VIEWER, call -> Reply.json(json(call.principal()))),
                Endpoint.delete(PATH, Role.VIEWER, this::end).audited(AuditAction.LOGOUT));
    }

    private Reply begin(Call call) throws Problem, IOException {
        if (!call.caller().page()) {
            throw Problem.forbidden(
                    "Signing in is for the console's page.",
                    "Send the header '" + Caller.PAGE_HEADER + ": 1', or use a token: 'vedette token create'.");
        }
        JsonNode body = call.json("user", "password", "new_password");
        LoginResult result = access.login(
                Call.requiredText(body, "user").strip(),
                Call.requiredText(body, "password"),
                Call.text(body, "new_password"),
                call.caller().address());
        return switch (result) {
            case LoginResult.Welcome welcome -> {
                String before = call.caller().session();
                if (before != null) {
                    access.logout(before);
                }
                UserAccount user = welcome.user();
                yield new Reply.Json(
                        200,
                        json(new Principal(user.name(), user.role(), user.scope())),
                        Map.of(
                                "Set-Cookie",
                                call.caller()
                                        .cookie(
                                                welcome.secret(),
                                                access.sessionLength().toSeconds())));
            }
            case LoginResult.Refused refused ->
                throw Problem.of(
                        401,
                        "Not signed in",
                        "Name or password are wrong, or the user is disabled.",
                        "Try again; an administrator can set a new password with 'vedette user password NAME'.");
            case LoginResult.NeedsNewPassword needed ->
                throw Problem.of(
                        403,
                        "New password needed",
                        "This password was given to you; it is good for setting your own.",
                        "Send 'new_password' along.");
            case LoginResult.Unfit unfit ->
                throw Problem.of(422, "Password not good enough", sentence(unfit.problem()), "Choose another.");
            case LoginResult.ComeAgain later ->
                throw Problem.tooMany("Too many failed attempts.", later.after().toSeconds() + 1);
        };
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }

    private Reply end(Call call) {
        String secret = call.caller().session();
        if (secret != null) {
            access.logout(secret);
        }
        return new Reply.Json(
                200,
                JsonNodeFactory.instance.objectNode().put("signed_out", secret != null),
                Map.of("Set-Cookie", call.caller().cookie("", 0)));
    }

    private static ObjectNode json(Principal principal) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", principal.id());
        node.put("role", principal.role().label());
        AccessJson.clients(node, principal.scope());
        return node;
    }
}
