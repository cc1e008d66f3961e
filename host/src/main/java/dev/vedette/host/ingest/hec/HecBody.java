package dev.vedette.host.ingest.hec;

import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.ingest.Admission;
import dev.vedette.host.ingest.HttpDoor;
import dev.vedette.host.ingest.HttpReceiver;
import dev.vedette.host.ingest.IngestRequest;
import dev.vedette.host.parse.envelope.Envelopes;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What requests with events and with raw lines have in common: origins, counting, answers. */
final class HecBody {
    private final HttpReceiver receiver;
    private final HttpDoor door;
    private final Admission.Admitted sender;
    private final HttpServerRequest request;
    private final AckChannels acks;
    private final @Nullable String channel;
    private final Map<String, Origin> origins = new HashMap<>();
    private @Nullable HecReply problem;
    private long events;

    HecBody(
            HttpReceiver receiver,
            HttpDoor door,
            Admission.Admitted sender,
            HttpServerRequest request,
            AckChannels acks,
            @Nullable String channel) {
        this.receiver = receiver;
        this.door = door;
        this.sender = sender;
        this.request = request;
        this.acks = acks;
        this.channel = channel;
    }

    int maxRecordBytes() {
        return receiver.settings().maxRecordBytes();
    }

    /** Hands one in, in its envelope or as the line that it is. */
    void offer(byte[] bytes, boolean enveloped, @Nullable String host, IngestRequest to) {
        events++;
        String key = (enveloped ? "+" : "-") + host;
        Origin origin = origins.get(key);
        if (origin == null) {
            String source = door.source(sender, host);
            Origin.Builder builder = door.origin(sender, request).envelope(enveloped ? Envelopes.HEC : null);
            origin = (source == null ? builder : builder.source(source)).build();
            if (origins.size() < 1_000) {
                origins.put(key, origin);
            }
        }
        to.offer(new RawRecord(bytes, receiver.clock().instant(), origin));
    }

    void refuse(HecReply why, IngestRequest to) {
        if (problem == null) {
            problem = why;
            receiver.counters().broken();
            to.refuse(why.status(), why.name());
        }
    }

    void tooLong(IngestRequest to) {
        receiver.counters().cut();
        problem = HecReply.TOO_LARGE;
        to.refuse(413, "the event is too long");
    }

    void finish(IngestRequest to) {
        if (events == 0 && problem == null) {
            refuse(HecReply.NO_DATA, to);
        }
    }

    void answer(IngestRequest to) {
        HecReply reply = problem != null ? problem : of(to.status());
        String member = "";
        if (reply == HecReply.SUCCESS && channel != null) {
            member = "\"ackId\":" + acks.durable(channel);
        } else if (problem != null && problem != HecReply.NO_DATA) {
            member = "\"invalid-event-number\":" + events;
        }
        to.reply(reply.status(), reply.json(member));
    }

    private static HecReply of(int status) {
        return switch (status) {
            case IngestRequest.OK -> HecReply.SUCCESS;
            case 413 -> HecReply.TOO_LARGE;
            case 415 -> HecReply.UNSUPPORTED;
            case 429, 503 -> HecReply.BUSY;
            default -> HecReply.INVALID_FORMAT;
        };
    }
}
