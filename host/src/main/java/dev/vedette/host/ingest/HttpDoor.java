package dev.vedette.host.ingest;

import dev.vedette.api.event.Origin;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the receivers that speak HTTP have in common behind the port: who may send, whose it is, how a body is read. */
public final class HttpDoor {
    /** For people whose shipper is turned away. */
    public static final String NO_TOKEN =
            "a token of the role ingest is needed; the administrator of this host makes one";

    private static final Logger log = LoggerFactory.getLogger(HttpDoor.class);
    private static final int LONGEST_NAME = 255;

    private final HttpReceiver receiver;
    private final boolean open;

    public HttpDoor(HttpReceiver receiver) {
        this.receiver = receiver;
        ReceiverSettings settings = receiver.settings;
        this.open = settings.http().auth() == ReceiverAuth.NONE;
        String host = settings.listen().host();
        if (open && !host.startsWith("127.") && !host.equals("localhost") && !host.equals("::1")) {
            log.warn(
                    "Receiver {} takes records from anybody who reaches {}: it has auth: none. Give it auth: token, or"
                            + " an address that only senders can reach",
                    settings.id(),
                    host);
        }
    }

    /** Who sends; null when the request shows no good token, which is counted, and logged ever more seldom. */
    public Admission.@Nullable Admitted admit(HttpServerRequest request) {
        ReceiverSettings settings = receiver.settings;
        if (open) {
            return new Admission.Admitted(null, settings.client(), null, settings.parser());
        }
        String secret = Credentials.of(request);
        if (secret == null && settings.http().tokenInQuery()) {
            secret = request.getParam("token");
        }
        Admission.Admitted admitted = receiver.parts.admission().admit(secret);
        if (admitted == null && receiver.counters.refused()) {
            log.warn("Receiver {} turned {} away: no good token", settings.id(), request.remoteAddress());
        }
        return admitted;
    }

    /** The beginning of the origin of what a request brings. */
    public Origin.Builder origin(Admission.Admitted sender, HttpServerRequest request) {
        String parser = sender.parser() != null ? sender.parser() : receiver.settings.parser();
        Origin.Builder origin = receiver.complete(
                Origin.of(sender.client(), receiver.id()).parser(parser),
                request.remoteAddress(),
                request.connection().sslSession());
        if (sender.tokenId() != null) {
            origin.token(sender.tokenId());
        }
        return sender.source() == null ? origin : origin.source(sender.source());
    }

    /**
     * Where a record comes from when many hosts send through one shipper: the host that the record names, so that each is a
     * source of its own. What the token is bound to stands, and a certificate that names the source does.
     *
     * @param host as the record says, or null
     * @return null for the usual one
     */
    public @Nullable String source(Admission.Admitted sender, @Nullable String host) {
        boolean named = receiver.settings.binding().sourceName() == SourceName.CERTIFICATE;
        if (named || sender.source() != null || host == null || host.isBlank() || host.length() > LONGEST_NAME) {
            return sender.source();
        }
        return receiver.id() + "@" + host;
    }

    /** Reads the body of a request; the reader answers, also when the encoding is not known (415). */
    public void read(HttpServerRequest request, BodyReader reader) {
        IngestRequest taking = new IngestRequest(
                receiver.parts.vertx(),
                request,
                receiver.parts.intake(),
                receiver.counters,
                receiver.settings.http().maxBodyBytes(),
                reader);
        String encoding = header(request, "Content-Encoding");
        if (BodyDecoder.knows(encoding)) {
            taking.read(BodyDecoder.of(encoding));
        } else {
            taking.refuse(415, "this Content-Encoding is not known; send it plain or as gzip, deflate or zstd");
        }
    }

    /** A JSON answer to a request whose body, if it has one, is of no interest. */
    public static void reply(HttpServerRequest request, int status, String json) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(json);
    }

    /** The value of a header in lower case, without parameters; empty where there is none. */
    public static String header(HttpServerRequest request, String name) {
        String value = request.getHeader(name);
        if (value == null) {
            return "";
        }
        int end = value.indexOf(';');
        return (end < 0 ? value : value.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }
}
