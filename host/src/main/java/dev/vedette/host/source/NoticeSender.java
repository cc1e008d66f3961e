package dev.vedette.host.source;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.api.event.IpAddress;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.ingest.Intake;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes a notice a raw record of the host's own. */
public final class NoticeSender {
    /** Receiver and source of what the host itself says. No receiver that listens can have this id. */
    public static final String RECEIVER = "vedette";

    /** The parser of such records, in the pack {@code dev.vedette.self}. */
    static final String PARSER = "vedette.self";

    private final Intake intake;
    private final Clock clock;

    public NoticeSender(Intake intake, Clock clock) {
        this.intake = intake;
        this.clock = clock;
    }

    /** False when the journal has no room at the moment. */
    boolean send(Notice notice) {
        Source source = notice.source();
        String sender = source.sender();
        Origin origin = Origin.of(source.id().client(), RECEIVER)
                .source(RECEIVER)
                .parser(PARSER)
                .sender(sender == null ? null : IpAddress.parse(sender))
                .build();
        byte[] bytes = json(notice).toString().getBytes(StandardCharsets.UTF_8);
        return intake.offer(new RawRecord(bytes, clock.instant(), origin)) != null;
    }

    private ObjectNode json(Notice notice) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("@timestamp", clock.instant().toString());
        Source source = notice.source();
        json.put("message", message(notice));
        json.putObject("event")
                .put("kind", "event")
                .put("module", "vedette")
                .put("dataset", "vedette.sources")
                .put("action", action(notice));
        ObjectNode about = json.putObject("vedette").putObject("source");
        about.put("id", source.id().handle());
        about.put("name", source.name());
        about.put("source", source.id().source());
        about.put("receiver", source.receiver());
        about.put("last_seen", source.lastSeen().toString());
        about.put("quiet_seconds", source.quiet().toSeconds());
        putSeconds(about, "silent_after_seconds", source.silentAfter());
        if (!source.types().isEmpty()) {
            about.put("parser", source.types().getFirst().parser());
        }
        return json;
    }

    private static void putSeconds(ObjectNode node, String key, @Nullable Duration time) {
        if (time != null) {
            node.put(key, time.toSeconds());
        }
    }

    private static String action(Notice notice) {
        return notice instanceof Notice.Silent ? "source-silent" : "source-returned";
    }

    private static String message(Notice notice) {
        Source source = notice.source();
        return notice instanceof Notice.Silent
                ? "The source " + source.name() + " is silent: nothing for "
                        + source.quiet().toSeconds() + " s"
                : "The source " + source.name() + " is heard again";
    }
}
