package dev.vedette.host.parse.envelope;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes records out of their envelopes. Not thread-safe. */
public final class Envelopes {
    /** A Splunk HEC event, with its metadata: {@code {"time":..,"host":..,"sourcetype":..,"event":..}}. */
    public static final String HEC = "hec";
    /** A JSON document, by the names of ECS: what Beats, Logstash and Elastic's agents send. */
    public static final String DOCUMENT = "document";
    /** One OTLP log record with its resource and scope. */
    public static final String OTLP = "otlp";
    /** An entry of a systemd journal. */
    public static final String JOURNAL = "journal";
    /** A GELF message. */
    public static final String GELF = "gelf";

    private static final ObjectReader JSON = new ObjectMapper().reader();

    private @Nullable EventDraft draft;

    /** The record out of its envelope; null when it has none, or the envelope is broken: then it is a line like any. */
    public @Nullable Opened open(RawRecord outer) {
        String kind = outer.origin().envelope();
        if (kind == null) {
            return null;
        }
        EventDraft fields = draft == null ? new EventDraft(outer) : draft;
        draft = fields;
        fields.reset(outer);
        Contents contents = new Contents(new JsonFields(fields));
        try (MappingIterator<JsonNode> values = JSON.forType(JsonNode.class).readValues(outer.bytes())) {
            while (values.hasNextValue()) { // several where a message came in several envelopes
                if (!(values.nextValue() instanceof ObjectNode envelope) || !read(kind, envelope, contents)) {
                    return null;
                }
            }
        } catch (IOException e) {
            return null;
        }
        return opened(kind, outer, contents, fields);
    }

    private static boolean read(String kind, ObjectNode envelope, Contents contents) {
        switch (kind) {
            case HEC -> HecEnvelope.read(envelope, contents);
            case DOCUMENT -> DocumentEnvelope.read(envelope, contents);
            case OTLP -> OtlpEnvelope.read(envelope, contents);
            case GELF -> GelfEnvelope.read(envelope, contents);
            case JOURNAL -> JournalEntry.read(envelope, contents);
            default -> {
                return false; // of a newer version, or of a pack
            }
        }
        return true;
    }

    private static Opened opened(String kind, RawRecord outer, Contents contents, EventDraft fields) {
        Origin origin = outer.origin();
        Origin within = Origin.of(origin.client(), origin.receiver())
                .sender(origin.sender())
                .token(origin.token())
                .path(origin.path())
                .parser(origin.parser())
                .source(origin.source())
                .build();
        String line = contents.line();
        byte[] json = contents.wholeBytes();
        if (json == null && (line == null || kind.equals(DOCUMENT))) {
            json = outer.bytes();
        }
        RawRecord whole = json == null ? null : new RawRecord(json, outer.receivedAt(), within);
        List<Event> around = fields.freeze();
        RawRecord inner = line == null
                ? Objects.requireNonNull(whole)
                : new RawRecord(line.getBytes(StandardCharsets.UTF_8), outer.receivedAt(), within);
        return new Opened(
                inner,
                Objects.requireNonNullElse(contents.time(), outer.receivedAt()),
                line == null ? null : whole,
                around.isEmpty() ? null : around.getFirst(),
                contents.isStructured());
    }
}
