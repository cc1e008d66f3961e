package dev.vedette.host.ingest.hec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.vedette.host.ingest.Admission;
import dev.vedette.host.ingest.Credentials;
import dev.vedette.host.ingest.HttpDoor;
import dev.vedette.host.ingest.HttpReceiver;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The addresses of an event collector. */
public final class HecHandler implements Handler<HttpServerRequest> {
    private static final ObjectReader JSON = new ObjectMapper().reader();
    private static final Pattern CHANNEL = Pattern.compile("[0-9A-Za-z-]{1,64}");
    private static final int MAX_ACK_BODY = 1024 * 1024;

    private final HttpReceiver receiver;
    private final HttpDoor door;
    private final AckChannels acks;

    public HecHandler(HttpReceiver receiver) {
        this.receiver = receiver;
        this.door = new HttpDoor(receiver);
        this.acks = new AckChannels(receiver.clock());
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (request.method().equals(HttpMethod.OPTIONS)) { // Docker's driver asks so whether anybody is there
            request.response().putHeader("Allow", "POST, GET, OPTIONS").end();
            return;
        }
        String path = request.path() == null ? "" : request.path();
        String name = path.startsWith("/services/collector") ? path.substring("/services/collector".length()) : path;
        switch (name.endsWith("/1.0") ? name.substring(0, name.length() - 4) : name) {
            case "/health" -> reply(request, HecReply.HEALTHY);
            case "", "/", "/event" -> take(request, false);
            case "/raw" -> take(request, true);
            case "/ack" -> acknowledge(request);
            default -> reply(request, HecReply.NOT_FOUND);
        }
    }

    static void reply(HttpServerRequest request, HecReply reply) {
        HttpDoor.reply(request, reply.status(), reply.json());
    }

    private Admission.@Nullable Admitted admit(HttpServerRequest request) {
        Admission.Admitted admitted = door.admit(request);
        if (admitted == null) {
            String secret = Credentials.of(request);
            boolean inQuery = secret == null && request.getParam("token") != null;
            if (inQuery && !receiver.settings().http().tokenInQuery()) {
                reply(request, HecReply.NO_TOKEN_IN_QUERY);
            } else if (secret == null && !inQuery) {
                reply(request, HecReply.TOKEN_REQUIRED);
            } else {
                reply(
                        request,
                        secret != null && secret.isEmpty() ? HecReply.INVALID_AUTHORIZATION : HecReply.INVALID_TOKEN);
            }
        }
        return admitted;
    }

    private void take(HttpServerRequest request, boolean raw) {
        if (!request.method().equals(HttpMethod.POST)) {
            request.response().putHeader("Allow", "POST, OPTIONS");
            HttpDoor.reply(request, 405, HecReply.NOT_FOUND.json());
            return;
        }
        Admission.Admitted sender = admit(request);
        if (sender == null) {
            return;
        }
        String channel = channel(request);
        if (channel != null && !CHANNEL.matcher(channel).matches()) {
            reply(request, HecReply.INVALID_CHANNEL);
            return;
        }
        HecBody body =
                new HecBody(receiver, door, sender, request, acks, channel == null ? null : key(sender, channel));
        door.read(request, raw ? new RawBody(body, request) : new EventBody(body));
    }

    private static @Nullable String channel(HttpServerRequest request) {
        String header = request.getHeader("X-Splunk-Request-Channel");
        return header != null ? header : request.getParam("channel");
    }

    /** Channels of one token are not those of another. */
    private static String key(Admission.Admitted sender, String channel) {
        return sender.tokenId() + " " + channel;
    }

    private void acknowledge(HttpServerRequest request) {
        Admission.Admitted sender = admit(request);
        if (sender == null) {
            return;
        }
        String channel = channel(request);
        if (channel == null) {
            reply(request, HecReply.CHANNEL_MISSING);
            return;
        }
        String length = request.getHeader("Content-Length");
        if (length == null || length.length() > 7 || Integer.parseInt(length) > MAX_ACK_BODY) {
            reply(request, HecReply.TOO_LARGE);
            return;
        }
        request.bodyHandler(body -> {
            List<Long> ids = ids(body.getBytes());
            if (ids == null) {
                reply(request, HecReply.INVALID_FORMAT);
                return;
            }
            StringJoiner answer = new StringJoiner(",", "{\"acks\":{", "}}");
            acks.fetch(key(sender, channel), ids).forEach((id, good) -> answer.add("\"" + id + "\":" + good));
            HttpDoor.reply(request, 200, answer.toString());
        });
    }

    private static @Nullable List<Long> ids(byte[] body) {
        try {
            JsonNode acks = JSON.readTree(body).path("acks");
            List<Long> ids = new ArrayList<>();
            acks.forEach(id -> ids.add(id.asLong(-1)));
            return acks.isArray() ? ids : null;
        } catch (IOException e) {
            return null;
        }
    }
}
