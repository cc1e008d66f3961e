package dev.vedette.host.ingest.bulk;

import dev.vedette.host.ingest.Admission;
import dev.vedette.host.ingest.HttpDoor;
import dev.vedette.host.ingest.HttpReceiver;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.List;

/** The addresses that take documents; everything else is asked of {@link StartUpCalls}. */
public final class ElasticHandler implements Handler<HttpServerRequest> {
    private final HttpReceiver receiver;
    private final HttpDoor door;

    public ElasticHandler(HttpReceiver receiver) {
        this.receiver = receiver;
        this.door = new HttpDoor(receiver);
    }

    @Override
    public void handle(HttpServerRequest request) {
        request.response().putHeader("X-Elastic-Product", "Elasticsearch"); // clients refuse a server without it
        Admission.Admitted sender = door.admit(request);
        if (sender == null) {
            request.response().putHeader("WWW-Authenticate", "ApiKey, Basic realm=\"vedette\"");
            reply(request, 401, Errors.json(401, "security_exception", HttpDoor.NO_TOKEN));
            return;
        }
        List<String> path = path(request);
        boolean writes =
                request.method().equals(HttpMethod.POST) || request.method().equals(HttpMethod.PUT);
        if (writes && isBulk(path)) {
            take(request, sender, path.size() > 1 ? path.getFirst() : "");
        } else if (writes && isDocument(path)) {
            Documents documents = new Documents(receiver, door, sender, request);
            String id = path.size() > 2 ? path.get(2) : null;
            door.read(request, new DocumentBody(documents, path.getFirst(), id, request.getParam("pipeline")));
        } else {
            answer(request, path);
        }
    }

    private void take(HttpServerRequest request, Admission.Admitted sender, String index) {
        Documents documents = new Documents(receiver, door, sender, request);
        door.read(request, new BulkBody(documents, index, request.getParam("pipeline"), receiver));
    }

    private static boolean isBulk(List<String> path) {
        return !path.isEmpty()
                && path.size() <= 3
                && path.getLast().equals("_bulk")
                && (path.size() == 1 || !path.getFirst().startsWith("_"));
    }

    private static boolean isDocument(List<String> path) {
        return path.size() >= 2
                && path.size() <= 3
                && !path.getFirst().startsWith("_")
                && (path.get(1).equals("_doc") || path.get(1).equals("_create"));
    }

    /** The parts of the address; everything is there below {@code /es} too. */
    private static List<String> path(HttpServerRequest request) {
        String path = request.path() == null ? "/" : request.path();
        List<String> parts = Arrays.stream(path.split("/", -1))
                .filter(part -> !part.isEmpty())
                .toList();
        return !parts.isEmpty() && parts.getFirst().equals("es") ? parts.subList(1, parts.size()) : parts;
    }

    private static void answer(HttpServerRequest request, List<String> path) {
        String text = StartUpCalls.text(path);
        if (text != null) {
            request.response()
                    .putHeader("Content-Type", "text/plain; charset=UTF-8")
                    .end(text);
            return;
        }
        String json = StartUpCalls.json(request, path);
        boolean known = json != null;
        String body = json != null ? json : Errors.json(404, "resource_not_found_exception", StartUpCalls.UNKNOWN);
        reply(request, known ? 200 : 404, body);
    }

    private static void reply(HttpServerRequest request, int status, String json) {
        request.response().setStatusCode(status).putHeader("Content-Type", "application/json");
        if (request.method().equals(HttpMethod.HEAD)) {
            request.response().putHeader("Content-Length", "0").end();
        } else {
            request.response().end(json);
        }
    }
}
