package dev.vedette.host.flow;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.HostFields;
import dev.vedette.api.event.LogSource;
import dev.vedette.api.event.RawRecord;
import java.util.ArrayList;
import java.util.List;

/** Puts on flow records what every one of them has, whatever its decoder set. */
final class FlowEvents {
    static final LogSource NETFLOW = LogSource.of("netflow", null, null);
    private static final Field CATEGORY = Field.of("event.category");
    private static final Field TYPE = Field.of("event.type");
    private static final Field END = Field.of("event.end");
    private static final Field MODULE = Field.of("event.module");
    private static final Field DATASET = Field.of("event.dataset");
    private static final Field SOURCE_BYTES = Field.of("source.bytes");
    private static final Field DESTINATION_BYTES = Field.of("destination.bytes");
    private static final Field BYTES = Field.of("network.bytes");
    private static final Field SOURCE_PACKETS = Field.of("source.packets");
    private static final Field DESTINATION_PACKETS = Field.of("destination.packets");
    private static final Field PACKETS = Field.of("network.packets");

    private FlowEvents() {}

    static List<Event> completed(List<Event> decoded, FlowDecoderEntry decoder) {
        if (decoded.isEmpty()) {
            return decoded;
        }
        List<Event> events = new ArrayList<>(decoded.size());
        EventDraft draft = new EventDraft(decoded.get(0).raw());
        for (Event event : decoded) {
            draft.reset(event);
            complete(draft, decoder);
            events.addAll(draft.freeze());
        }
        return List.copyOf(events);
    }

    private static void complete(EventDraft draft, FlowDecoderEntry decoder) {
        from(draft, decoder);
        if (!draft.has(HostFields.KIND)) {
            draft.set(HostFields.KIND, "event");
        }
        if (!draft.has(CATEGORY)) {
            draft.set(CATEGORY, "network");
        }
        if (!draft.has(TYPE)) {
            draft.set(TYPE, "connection");
        }
        if (!draft.has(Event.TIMESTAMP)) {
            Object end = draft.get(END);
            draft.set(Event.TIMESTAMP, end == null ? draft.raw().receivedAt() : end);
        }
        sum(draft, BYTES, SOURCE_BYTES, DESTINATION_BYTES);
        sum(draft, PACKETS, SOURCE_PACKETS, DESTINATION_PACKETS);
        draft.logSource(NETFLOW);
    }

    private static void from(EventDraft draft, FlowDecoderEntry decoder) {
        draft.set(HostFields.PARSER_ID, decoder.id());
        draft.set(HostFields.PARSER_VERSION, decoder.pack().version());
        if (!draft.has(MODULE)) {
            draft.set(MODULE, decoder.id());
        }
        if (!draft.has(DATASET)) {
            draft.set(DATASET, decoder.id() + ".flow");
        }
    }

    private static void sum(EventDraft draft, Field total, Field one, Field other) {
        if (!draft.has(total) && (draft.get(one) instanceof Long || draft.get(other) instanceof Long)) {
            draft.set(total, number(draft, one) + number(draft, other));
        }
    }

    private static long number(EventDraft draft, Field field) {
        return draft.get(field) instanceof Long number ? number : 0;
    }

    static Event error(RawRecord datagram, FlowDecoderEntry decoder, String reason) {
        EventDraft draft = new EventDraft(datagram);
        from(draft, decoder);
        draft.set(HostFields.KIND, "pipeline_error");
        draft.set(HostFields.ERROR, reason.substring(0, Math.min(reason.length(), draft.maxText())));
        draft.timestamp(datagram.receivedAt());
        return draft.freeze().get(0);
    }

    static Event unparsed(RawRecord datagram) {
        EventDraft draft = new EventDraft(datagram);
        draft.set(HostFields.KIND, "event");
        draft.add(HostFields.TAGS, "unparsed");
        draft.timestamp(datagram.receivedAt());
        return draft.freeze().get(0);
    }
}
