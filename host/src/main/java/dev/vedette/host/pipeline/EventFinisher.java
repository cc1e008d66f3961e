package dev.vedette.host.pipeline;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.HostFields;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.detect.Finding;
import dev.vedette.host.detect.Matcher;
import dev.vedette.host.parse.Finishing;
import dev.vedette.host.reference.Clients;
import dev.vedette.host.reference.Enrichment;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What the host adds to a parsed event: id, times, origin, direction, and the rules that hit it. Not thread-safe. */
public final class EventFinisher implements Finishing {
    private static final RawRecord NOTHING =
            new RawRecord(new byte[0], Instant.EPOCH, Origin.of("none", "none").build());

    private final Clients clients;
    private final Enrichment enrichment = new Enrichment();
    private final Clock clock;
    private final PipelineSettings settings;
    private final EventDraft draft;

    public EventFinisher(Clients clients, Clock clock, PipelineSettings settings) {
        this.clients = clients;
        this.clock = clock;
        this.settings = settings;
        this.draft = new EventDraft(NOTHING, settings.maxFields() + 64, settings.maxText()); // room for the host's own
    }

    @Override
    public EventDraft draft(RawRecord record) {
        return new EventDraft(record, settings.maxFields(), settings.maxText());
    }

    /** Adds the host's fields to an event that was finished without them. */
    public Event enrich(Event parsed, long position, int number) {
        draft.reset(parsed);
        finish(draft, position, number);
        return draft.freeze().get(0);
    }

    /** Adds the host's fields; the id derives from the journal position and the number in its record. */
    @Override
    public void finish(EventDraft event, long position, int number) {
        RawRecord raw = event.raw();
        Origin origin = raw.origin();
        event.set(Event.ID, eventId(position, number))
                .set(HostFields.CLIENT, origin.client())
                .set(HostFields.RECEIVED, raw.receivedAt())
                .set(HostFields.STORED, clock.instant())
                .set(HostFields.RECEIVER, origin.receiver());
        if (!event.has(Event.TIMESTAMP)) {
            event.timestamp(raw.receivedAt());
        }
        if (!event.has(HostFields.KIND)) {
            event.set(HostFields.KIND, "event");
        }
        if (origin.sender() != null) {
            event.set(HostFields.SENDER, origin.sender().toString());
        }
        if (origin.path() != null) {
            event.set(HostFields.FILE, origin.path());
        }
        enrichment.apply(event, clients.get(origin.client()));
    }

    /** Evaluates every rule; the event that goes to the store carries the ids of those that hit it. */
    Event detect(Event event, Matcher matcher, List<Finding> findings) {
        List<Finding> hits = matcher.evaluate(event);
        if (hits.isEmpty()) {
            return event;
        }
        List<String> ids = new ArrayList<>(hits.size());
        for (Finding hit : hits) {
            ids.add(hit.rule().id());
        }
        findings.addAll(hits);
        draft.reset(event);
        draft.setAll(HostFields.RULE_ID, ids);
        return draft.freeze().get(0);
    }

    static String eventId(long position, int number) {
        String base = HexFormat.of().toHexDigits(position);
        return number == 0 ? base : base + "-" + number;
    }
}
