package dev.vedette.host.flow;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.RawRecord;
import dev.vedette.api.parse.ParseResult;
import dev.vedette.host.journal.JournaledRecord;
import dev.vedette.host.pack.PackGuard;
import dev.vedette.host.pack.PluginFault;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the decoder of each datagram, decodes, and holds back what came before its template. One per pipeline worker, not
 * thread-safe; the datagrams of one exporter come to the same stage in their order.
 *
 * <p>A datagram has exactly one outcome. One of whose sets some wait for a template is held as a whole; when the template
 * comes it is decoded again, all of it. When it has waited too long, what can be read of it is handed over as broken, or
 * it is abandoned if that is nothing.
 */
public final class FlowStage {
    private static final Logger log = LoggerFactory.getLogger(FlowStage.class);

    private final Supplier<List<FlowDecoderEntry>> decoders;
    private final PackGuard guard;
    private final FlowSettings settings;
    private final Exporters exporters;
    private final Deque<HeldDatagram> held = new ArrayDeque<>();
    private volatile @Nullable JournaledRecord inCall;

    /**
     * @param decoders those of the active packs; asked at each datagram
     * @param exporters shared by all stages
     */
    public FlowStage(
            Supplier<List<FlowDecoderEntry>> decoders, PackGuard guard, FlowSettings settings, Exporters exporters) {
        this.decoders = decoders;
        this.guard = guard;
        this.settings = settings;
        this.exporters = exporters;
    }

    /**
     * Whether a record is for this stage: it came in through a flow receiver, or it was read from a file and a decoder
     * knows it.
     */
    public boolean claims(RawRecord record) {
        if (settings.receivers().contains(record.origin().receiver())) {
            return true;
        }
        byte[] bytes = record.bytes();
        if (record.origin().path() == null || bytes.length < 4 || bytes[0] != 0) {
            return false; // every flow protocol begins with a version in two or four bytes; text never with a zero
        }
        for (FlowDecoderEntry entry : decoders.get()) {
            try {
                if (guard.call(entry.plugin(), () -> entry.decoder().accepts(record))) {
                    return true;
                }
            } catch (PluginFault fault) {
                log.debug("{} was not asked: {}", entry.plugin(), fault.summary()); // decoding meets it again
            }
        }
        return false;
    }

    /** Takes a datagram. What is finished because of it, which need not be itself, goes to {@code out}. */
    public void accept(JournaledRecord datagram, Consumer<FlowOutcome> out) {
        ExporterKey key = ExporterKey.of(datagram.record().origin());
        if (decode(key, exporters.of(key), datagram, true, out)) {
            release(key, out);
        }
        while (held.size() > settings.maxHeld()) {
            finish(held.remove(), out);
        }
    }

    /** Gives up on what waited too long, by the time as records tell it. */
    public void tick(Instant now, Consumer<FlowOutcome> out) {
        Instant before = now.minus(settings.holdTime());
        while (!held.isEmpty()
                && held.element().datagram().record().receivedAt().isBefore(before)) {
            finish(held.remove(), out);
        }
    }

    /** Hands over everything held: at stop, and at the end of a file. */
    public void flush(Consumer<FlowOutcome> out) {
        while (!held.isEmpty()) {
            finish(held.remove(), out);
        }
    }

    /** How many datagrams wait: the ledger's pending. */
    public int held() {
        return held.size();
    }

    /** The datagram that a decoder has in hand at this moment, from any thread. */
    public List<JournaledRecord> inCall() {
        JournaledRecord current = inCall;
        return current == null ? List.of() : List.of(current);
    }

    /** Empties the hold-back without decoding: for whoever only wanted the templates. */
    public void forgetHeld() {
        held.clear();
    }

    /** Decodes again what waited for a template of this exporter, in the order in which it came. */
    private void release(ExporterKey key, Consumer<FlowOutcome> out) {
        List<HeldDatagram> ready = new ArrayList<>();
        for (Iterator<HeldDatagram> all = held.iterator(); all.hasNext(); ) {
            HeldDatagram one = all.next();
            if (one.key().equals(key) && one.ready()) {
                all.remove();
                ready.add(one);
            }
        }
        ready.forEach(one -> decode(key, one.exporter(), one.datagram(), false, out));
    }

    /** Decodes one that waits no longer. */
    private void finish(HeldDatagram one, Consumer<FlowOutcome> out) {
        DecodeContext context = new DecodeContext(one.datagram().record(), one.exporter(), false);
        out.accept(ask(one.datagram(), context));
    }

    /** Decodes or holds; true if templates came. */
    private boolean decode(
            ExporterKey key, Exporter exporter, JournaledRecord datagram, boolean first, Consumer<FlowOutcome> out) {
        DecodeContext context = new DecodeContext(datagram.record(), exporter, first);
        FlowOutcome outcome = ask(datagram, context);
        boolean waits = !context.awaited().isEmpty() && !(outcome instanceof FlowOutcome.Unparsed);
        if (waits && (first || !context.awaited().stream().allMatch(exporter::has))) {
            held.add(new HeldDatagram(key, exporter, datagram, context.awaited()));
        } else {
            out.accept(outcome);
        }
        return context.templatesCame();
    }

    private FlowOutcome ask(JournaledRecord datagram, DecodeContext context) {
        RawRecord record = datagram.record();
        List<FlowDecoderEntry> entries = decoders.get();
        String why = entries.isEmpty() ? "no pack decodes flows" : "no decoder knows the protocol";
        for (int i = 0; i < entries.size(); i++) {
            FlowDecoderEntry entry = entries.get(i);
            EventDraft draft = new EventDraft(record);
            inCall = datagram;
            try {
                ParseResult result = guard.call(
                        entry.plugin(),
                        () -> entry.decoder().accepts(record)
                                ? entry.decoder().decode(record, draft, context)
                                : ParseResult.notMine());
                FlowOutcome outcome = outcome(datagram, result, draft, context, entry);
                if (outcome != null) {
                    return outcome;
                }
            } catch (PluginFault fault) {
                if (fault.kind() == PluginFault.Kind.RETIRED && !decoders.get().equals(entries)) {
                    entries = decoders.get(); // its pack was replaced this very moment
                    i = -1;
                } else if (fault.called()) {
                    context.awaitNothing();
                    return broken(datagram, List.of(), entry, String.valueOf(fault.getMessage()));
                } else {
                    why = fault.summary();
                }
            } finally {
                inCall = null;
            }
        }
        return new FlowOutcome.Unparsed(datagram, FlowEvents.unparsed(record), why);
    }

    private static @Nullable FlowOutcome outcome(
            JournaledRecord datagram,
            ParseResult result,
            EventDraft draft,
            DecodeContext context,
            FlowDecoderEntry entry) {
        if (result instanceof ParseResult.NotMine) {
            return null;
        }
        List<Event> events = draft.freeze();
        if (result instanceof ParseResult.Malformed malformed) {
            context.awaitNothing();
            return broken(datagram, events, entry, malformed.reason());
        }
        if (!context.awaited().isEmpty()) {
            TemplateKey first = context.awaited().iterator().next();
            String reason = "template " + first.id() + " of domain " + first.domain() + " never came";
            return events.isEmpty()
                    ? new FlowOutcome.Abandoned(datagram, reason, entry)
                    : broken(datagram, events, entry, reason);
        }
        if (result instanceof ParseResult.Filtered filtered) {
            return new FlowOutcome.Filtered(datagram, filtered.reason(), entry);
        }
        return events.isEmpty()
                ? new FlowOutcome.Filtered(datagram, "no-flows", entry)
                : new FlowOutcome.Understood(datagram, FlowEvents.completed(events, entry), entry);
    }

    private static FlowOutcome broken(
            JournaledRecord datagram, List<Event> decoded, FlowDecoderEntry entry, String reason) {
        List<Event> events = new ArrayList<>(FlowEvents.completed(decoded, entry));
        events.add(FlowEvents.error(datagram.record(), entry, reason));
        return new FlowOutcome.Broken(datagram, List.copyOf(events), entry, reason);
    }
}
