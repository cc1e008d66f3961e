package dev.vedette.host.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.access.Principal;
import dev.vedette.host.reference.ClientSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One request as an endpoint sees it: who asks, with which parameters and body. Reads them strictly: what is there and
 * wrong is an error that names the parameter, never a silent default.
 */
final class Call {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern WAIT = Pattern.compile("(?i)(?:^|[,;\\s])wait=\"?(\\d{1,6})");

    private final @Nullable Principal principal;
    private final Map<String, String> path;
    private final Map<String, List<String>> query;
    private final byte[] body;
    private final @Nullable String prefer;
    private final Caller caller;

    Call(@Nullable Principal principal, Map<String, String> path, Map<String, List<String>> query, byte[] body) {
        this(principal, path, query, body, null, Caller.UNKNOWN);
    }

    Call(
            @Nullable Principal principal,
            Map<String, String> path,
            Map<String, List<String>> query,
            byte[] body,
            @Nullable String prefer,
            Caller caller) {
        this.principal = principal;
        this.path = path;
        this.query = query;
        this.body = body;
        this.prefer = prefer;
        this.caller = caller;
    }

    /** Who asks; only an open endpoint has nobody here, and it must not ask. */
    Principal principal() {
        return Objects.requireNonNull(principal, "an open route has no principal");
    }

    /** Where the request comes from. */
    Caller caller() {
        return caller;
    }

    /** Path and parameters as they stand in the address, for the audit log. */
    Map<String, String> written() {
        Map<String, String> written = new HashMap<>(path);
        query.forEach((name, values) -> written.put(name, String.join(", ", values)));
        return written;
    }

    ClientScope scope() {
        return principal().scope();
    }

    /**
     * The client that a call is about: the one it names, else the token's own, else the usual one.
     *
     * @param asked null when the call names none
     */
    String client(@Nullable String asked, String usual) throws Problem {
        boolean bound = !scope().everyone() && scope().clients().size() == 1;
        String client =
                asked != null ? asked : bound ? scope().clients().iterator().next() : usual;
        if (!ClientSettings.isId(client)) {
            throw Problem.badRequest(
                    "'" + client + "' is no id of a client.",
                    "An id is made of lower-case letters, digits, - and _, at most 63.");
        }
        if (!scope().allows(client)) {
            throw Problem.forbidden(
                    "The token '" + principal().id() + "' is not one of the client '" + client + "'.",
                    "Leave 'client' out, or use a token of that client.");
        }
        return client;
    }

    /** Refuses a token that may see some clients only: what follows is about the whole host. */
    void wholeHost() throws Problem {
        if (!scope().everyone()) {
            throw Problem.forbidden(
                    "This is about all clients; the token '" + principal().id() + "' may see some only.",
                    "Use a token without a restriction to clients.");
        }
    }

    /** A part of the path that the route names in braces. */
    String path(String name) {
        return Objects.requireNonNull(path.get(name), name);
    }

    /** A parameter of the query string; null when absent or empty. */
    @Nullable
    String query(String name) throws Problem {
        List<String> values = query.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw Problem.badRequest("The parameter '" + name + "' stands twice.", "Give it once.");
        }
        return values.isEmpty() || values.get(0).isEmpty() ? null : values.get(0);
    }

    String query(String name, String otherwise) throws Problem {
        String value = query(name);
        return value == null ? otherwise : value;
    }

    String required(String name, String example) throws Problem {
        String value = query(name);
        if (value == null) {
            throw Problem.badRequest(
                    "The parameter '" + name + "' is missing.", "Add it, for example '" + name + "=" + example + "'.");
        }
        return value;
    }

    /** A whole number within bounds. */
    int number(String name, int otherwise, int least, int most) throws Problem {
        String value = query(name);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw Problem.badRequest(
                "The parameter '" + name + "' cannot be '" + value + "'.",
                "Give a whole number from " + least + " to " + most + ".");
    }

    boolean flag(String name) throws Problem {
        String value = query(name, "false");
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw Problem.badRequest(
                        "The parameter '" + name + "' cannot be '" + value + "'.", "Write 'true' or 'false'.");
        };
    }

    /** Refuses parameters that the endpoint does not know: a mistyped filter must not mean "everything". */
    void allow(List<String> names) throws Problem {
        for (String given : query.keySet()) {
            if (!names.contains(given)) {
                throw Problem.badRequest(
                        "There is no parameter '" + given + "' here.",
                        names.isEmpty() ? "Leave it out." : "The parameters are: " + String.join(", ", names) + ".");
            }
        }
    }

    /** How long the caller would wait for an answer that is whole: {@code Prefer: wait=5} (RFC 7240); 0 without. */
    Duration patience(Duration most) {
        Matcher wait = WAIT.matcher(prefer == null ? "" : prefer);
        Duration wanted = wait.find() ? Duration.ofSeconds(Long.parseLong(wait.group(1))) : Duration.ZERO;
        return wanted.compareTo(most) < 0 ? wanted : most;
    }

    /** The body as it came. */
    byte[] body() {
        return body;
    }

    /** The body as a JSON object with no other keys than these. */
    JsonNode json(String... keys) throws Problem {
        JsonNode node;
        try {
            node = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw Problem.badRequest("The body is not JSON: " + e.getOriginalMessage(), "Send a JSON object.");
        } catch (java.io.IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
        if (node == null || !node.isObject()) {
            throw Problem.badRequest("The body is not a JSON object.", "Send {\"" + keys[0] + "\": ...}.");
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (!List.of(keys).contains(member.getKey())) {
                throw Problem.badRequest(
                        "There is no key '" + member.getKey() + "' here.",
                        "The keys are: " + String.join(", ", keys) + ".");
            }
        }
        return node;
    }

    /** A text of a JSON object; null when absent. */
    static @Nullable String text(JsonNode object, String key) throws Problem {
        JsonNode value = object.get(key);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw Problem.badRequest("'" + key + "' is not a text.", "Write it in quotes.");
        }
        return value.textValue();
    }

    /** A text of a JSON object that must be there and not blank. */
    static String requiredText(JsonNode object, String key) throws Problem {
        String value = text(object, key);
        if (value == null || value.isBlank()) {
            throw Problem.badRequest("'" + key + "' is missing.", "Add \"" + key + "\": \"...\" to the body.");
        }
        return value;
    }
}
