package dev.vedette.packs.netflow;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.IpAddress;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.api.flow.FlowContext;
import dev.vedette.api.flow.TemplateStore;
import dev.vedette.api.parse.ParseResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A decoder with an exporter around it: what it made of the last datagram. */
final class Decoded implements FlowContext, TemplateStore {
    private static final NetflowDecoder DECODER = new NetflowDecoder();

    final Map<String, byte[]> templates = new HashMap<>();
    final List<String> awaited = new ArrayList<>();
    final List<String> sequences = new ArrayList<>();
    List<Event> events = List.of();
    ParseResult result = ParseResult.notMine();

    Decoded decode(byte[] bytes) {
        RawRecord datagram = new RawRecord(
                bytes,
                now(),
                Origin.of("default", "flow")
                        .sender(IpAddress.parse("192.0.2.1"))
                        .build());
        EventDraft draft = new EventDraft(datagram);
        awaited.clear();
        result = DECODER.accepts(datagram) ? DECODER.decode(datagram, draft, this) : ParseResult.notMine();
        events = draft.freeze();
        return this;
    }

    Object value(int event, String field) {
        return events.get(event).get(Field.of(field));
    }

    String text(int event, String field) {
        return String.valueOf(value(event, field));
    }

    String reason() {
        return result instanceof ParseResult.Malformed malformed ? malformed.reason() : "";
    }

    @Override
    public Instant now() {
        return Instant.parse("2026-01-02T03:04:06Z");
    }

    @Override
    public TemplateStore templates() {
        return this;
    }

    @Override
    public void sequence(long domain, long sequence, long units) {
        sequences.add(domain + ":" + sequence + "+" + units);
    }

    @Override
    public void awaitTemplate(long domain, int templateId) {
        awaited.add(domain + "/" + templateId);
    }

    @Override
    public byte[] get(long domain, int templateId) {
        return templates.get(domain + "/" + templateId);
    }

    @Override
    public void put(long domain, int templateId, byte[] template) {
        templates.put(domain + "/" + templateId, template);
    }

    @Override
    public void remove(long domain, int templateId) {
        templates.remove(domain + "/" + templateId);
    }
}
