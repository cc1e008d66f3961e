package dev.vedette.host.rest;

import dev.vedette.api.event.IpAddress;
import dev.vedette.api.event.Origin;
import dev.vedette.host.access.Principal;
import dev.vedette.host.access.Role;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/v1/ingest}: telemetry over HTTP. Decides whose it is; the taking in is the ingest package's. */
final class IngestRoutes {
    private static final String RECEIVER = "http";
    private static final int LONGEST_NAME = 1024; // the ledger keeps a row for each source, and in memory for a while

    private final BiConsumer<HttpServerRequest, Origin.Builder> ingest;
    private final String defaultClient;

    IngestRoutes(BiConsumer<HttpServerRequest, Origin.Builder> ingest, String defaultClient) {
        this.ingest = ingest;
        this.defaultClient = defaultClient;
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.stream("/api/v1/ingest", Role.INGEST, this::take, "client", "source", "parser"));
    }

    private void take(HttpServerRequest request, Call call) throws Problem {
        Principal principal = call.principal();
        Origin.Builder origin = Origin.of(call.client(call.query("client"), defaultClient), RECEIVER)
                .token(principal.id())
                .source(bound("source", principal.source(), call.query("source")))
                .parser(bound("parser", principal.parser(), call.query("parser")));
        if (request.remoteAddress() != null && request.remoteAddress().hostAddress() != null) {
            origin.sender(IpAddress.parse(request.remoteAddress().hostAddress()));
        }
        ingest.accept(request, origin);
    }

    /** What the token is bound to stands; what it leaves open the call may say. */
    private static @Nullable String bound(String name, @Nullable String binding, @Nullable String asked)
            throws Problem {
        if (asked != null && asked.length() > LONGEST_NAME) {
            throw Problem.badRequest(
                    "The parameter '" + name + "' is longer than " + LONGEST_NAME + " characters.",
                    "It is a name, not content.");
        }
        if (binding != null && asked != null && !binding.equals(asked)) {
            throw Problem.forbidden(
                    "The token is bound to the " + name + " '" + binding + "'.", "Leave '" + name + "' out.");
        }
        return binding != null ? binding : asked;
    }
}
