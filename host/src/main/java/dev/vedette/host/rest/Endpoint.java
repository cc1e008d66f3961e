package dev.vedette.host.rest;

import dev.vedette.host.access.AuditAction;
import dev.vedette.host.access.Role;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One route.
 *
 * @param path as in openapi.yaml: {@code /api/v1/events/{id}}
 * @param gate who may call it; there is no default
 * @param parameters of the query string; any other is refused
 * @param body what it takes as its body
 * @param work what it does
 * @param audited what the audit log is told of a call, or null for nothing
 */
record Endpoint(
        HttpMethod method,
        String path,
        Gate gate,
        List<String> parameters,
        Body body,
        Work work,
        @Nullable Audited audited) {
    Endpoint(HttpMethod method, String path, Gate gate, List<String> parameters, Body body, Work work) {
        this(method, path, gate, parameters, body, work, null);
    }

    Endpoint {
        Objects.requireNonNull(gate, "a route says who may call it");
        parameters = List.copyOf(parameters);
    }

    /** Who may call a route. */
    sealed interface Gate {
        /** Whoever has a role that includes this one. */
        record Needs(Role role) implements Gate {
            public Needs {
                Objects.requireNonNull(role, "role");
            }
        }

        /**
         * Anyone who reaches the port: health checks and the contract, nothing that says anything about the data.
         *
         * @param why for whoever reviews this
         */
        record Open(String why) implements Gate {}
    }

    /**
     * What the audit log is told before the work is done: path, parameters of the query string, and of a JSON body these
     * keys, none of which may hold a secret.
     */
    record Audited(AuditAction action, List<String> keys) {
        Audited {
            keys = List.copyOf(keys);
        }
    }

    /** The same route, written down before each call. */
    Endpoint audited(AuditAction action, String... keys) {
        if (work instanceof Work.Blocking) {
            return new Endpoint(method, path, gate, parameters, body, work, new Audited(action, List.of(keys)));
        }
        throw new IllegalArgumentException("the audit log is written on a worker thread, not on the event loop");
    }

    /** What a route takes as its body. */
    enum Body {
        NONE,
        JSON,
        UPLOAD,
        /** The handler reads the request itself, as a stream. */
        STREAM
    }

    /** What a route does. */
    sealed interface Work {
        /** On a worker thread; may block. */
        record Blocking(Action action) implements Work {}

        /** On the event loop, at once, however many requests wait for a worker; must not block. */
        record Prompt(Action action) implements Work {}

        /** On the event loop; must not block, and ends the response itself. */
        record Streaming(Stream stream) implements Work {}
    }

    /** Answers a call. */
    interface Action {
        Reply answer(Call call) throws Problem, IOException;
    }

    /** Takes a request over. */
    interface Stream {
        void take(HttpServerRequest request, Call call) throws Problem;
    }

    static Endpoint get(String path, Role role, Action action, String... parameters) {
        return new Endpoint(
                HttpMethod.GET, path, new Gate.Needs(role), List.of(parameters), Body.NONE, new Work.Blocking(action));
    }

    static Endpoint post(String path, Role role, Body body, Action action) {
        return new Endpoint(HttpMethod.POST, path, new Gate.Needs(role), List.of(), body, new Work.Blocking(action));
    }

    static Endpoint delete(String path, Role role, Action action) {
        return new Endpoint(
                HttpMethod.DELETE, path, new Gate.Needs(role), List.of(), Body.NONE, new Work.Blocking(action));
    }

    static Endpoint open(String path, String why, Action action) {
        return new Endpoint(HttpMethod.GET, path, new Gate.Open(why), List.of(), Body.NONE, new Work.Blocking(action));
    }

    static Endpoint openPrompt(String path, String why, Action action) {
        return new Endpoint(HttpMethod.GET, path, new Gate.Open(why), List.of(), Body.NONE, new Work.Prompt(action));
    }

    static Endpoint stream(String path, Role role, Stream stream, String... parameters) {
        return new Endpoint(
                HttpMethod.POST,
                path,
                new Gate.Needs(role),
                List.of(parameters),
                Body.STREAM,
                new Work.Streaming(stream));
    }
}
