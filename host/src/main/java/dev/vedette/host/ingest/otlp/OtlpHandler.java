package dev.vedette.host.ingest.otlp;

import dev.vedette.host.ingest.Admission;
import dev.vedette.host.ingest.HttpDoor;
import dev.vedette.host.ingest.HttpReceiver;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/** The address for logs; traces and metrics are told that they are at the wrong one. */
public final class OtlpHandler implements Handler<HttpServerRequest> {
    private static final String LOGS = "/v1/logs";

    private final HttpReceiver receiver;
    private final HttpDoor door;
    private final BufferBudget budget;

    public OtlpHandler(HttpReceiver receiver) {
        this.receiver = receiver;
        this.door = new HttpDoor(receiver);
        this.budget = new BufferBudget(4 * receiver.settings().http().maxBodyBytes());
    }

    @Override
    public void handle(HttpServerRequest request) {
        boolean json = HttpDoor.header(request, "Content-Type").equals("application/json");
        if (!LOGS.equals(request.path())) {
            OtlpStatus.reply(
                    request,
                    json,
                    404,
                    "only logs are taken in here, by POST " + LOGS + "; leave traces and metrics out of this exporter");
        } else if (!request.method().equals(HttpMethod.POST)) {
            request.response().putHeader("Allow", "POST");
            OtlpStatus.reply(request, json, 405, "logs are sent with POST");
        } else if (!json && !HttpDoor.header(request, "Content-Type").equals("application/x-protobuf")) {
            OtlpStatus.reply(request, false, 415, "send application/x-protobuf or application/json");
        } else {
            Admission.Admitted sender = door.admit(request);
            if (sender == null) {
                request.response().putHeader("WWW-Authenticate", "Bearer");
                OtlpStatus.reply(request, json, 401, HttpDoor.NO_TOKEN);
            } else {
                door.read(request, new LogsBody(receiver, door, sender, budget, json));
            }
        }
    }
}
