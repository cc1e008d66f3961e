package dev.vedette.host.pipeline;

import dev.vedette.api.event.Event;
import dev.vedette.host.detect.Finding;
import dev.vedette.host.detect.Matcher;
import dev.vedette.host.detect.RuleSet;
import dev.vedette.host.flow.FlowOutcome;
import dev.vedette.host.flow.FlowStage;
import dev.vedette.host.journal.JournaledRecord;
import dev.vedette.host.parse.ParseOutcome;
import dev.vedette.host.parse.ParseStage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes records through parse, enrich and detect, one after the other, and knows which of them have not come out yet.
 * Not thread-safe; used by one thread of a slot and thrown away with it when that thread is lost in a plugin.
 */
final class RecordProcessor {
    private final Supplier<PipelineContent> content;
    private final ParseStage parsing;
    private final FlowStage flows;
    private final EventFinisher finisher;
    private final Coalescer coalescer;
    private final Map<Long, JournaledRecord> inside = new TreeMap<>(); // by position

    private @Nullable RuleSet matcherOf;
    private @Nullable Matcher matcher;
    private List<JournaledRecord> atHand = List.of(); // of a call that the stages do not know of

    /** @param parsing gives events that are finished */
    RecordProcessor(
            Supplier<PipelineContent> content,
            ParseStage parsing,
            FlowStage flows,
            EventFinisher finisher,
            Coalescer coalescer) {
        this.content = content;
        this.parsing = parsing;
        this.flows = flows;
        this.finisher = finisher;
        this.coalescer = coalescer;
    }

    /** Takes a record; what comes to its end because of it, which need not be the record itself, goes to {@code out}. */
    void accept(JournaledRecord record, Consumer<Finished> out) {
        inside.put(record.position(), record);
        atHand = List.of(record);
        boolean flow = flows.claims(record.record());
        atHand = List.of();
        if (flow) {
            flows.accept(record, outcome -> finish(outcome, out));
        } else {
            parsing.accept(record, outcome -> finish(outcome, out));
        }
    }

    /** Lets go what waited for longer than its time-out. */
    void tick(Instant now, Consumer<Finished> out) {
        if (matcherOf != null && matcherOf != content.get().rules()) {
            matcher = null; // a slot without work must not keep the classes of a replaced pack
            matcherOf = null;
        }
        parsing.tick(now, outcome -> finish(outcome, out));
        flows.tick(now, outcome -> finish(outcome, out));
        coalescer.tick(now, one -> letOut(one, out));
    }

    /** Lets everything go: nothing more will come. */
    void flush(Consumer<Finished> out) {
        parsing.flush(outcome -> finish(outcome, out));
        flows.flush(outcome -> finish(outcome, out));
        coalescer.flush(one -> letOut(one, out));
    }

    private void finish(ParseOutcome outcome, Consumer<Finished> out) {
        coalescer.accept(
                outcome instanceof ParseOutcome.Filtered filtered
                        ? new Finished.LeftOut(outcome.parts(), filtered.reason())
                        : judge(outcome.parts(), outcome.events()),
                one -> letOut(one, out));
    }

    private void letOut(Finished finished, Consumer<Finished> out) {
        finished.parts().forEach(part -> inside.remove(part.position()));
        out.accept(finished);
    }

    private void finish(FlowOutcome outcome, Consumer<Finished> out) {
        List<JournaledRecord> parts = List.of(outcome.datagram());
        letOut(
                switch (outcome) {
                    case FlowOutcome.Filtered filtered -> new Finished.LeftOut(parts, filtered.reason());
                    case FlowOutcome.Abandoned abandoned ->
                        new Finished.Abandoned(
                                parts, abandoned.reason(), abandoned.decoder().id(), abandoned.reason());
                    default -> judge(parts, enriched(outcome));
                },
                out);
    }

    private List<Event> enriched(FlowOutcome outcome) {
        List<Event> events = new ArrayList<>(outcome.events().size());
        for (Event event : outcome.events()) {
            events.add(finisher.enrich(event, outcome.datagram().position(), events.size()));
        }
        return events;
    }

    private Finished judge(List<JournaledRecord> parts, List<Event> finished) {
        atHand = parts;
        Matcher rules = matcher();
        List<Event> events = new ArrayList<>(finished.size());
        List<Finding> findings = new ArrayList<>(0);
        for (Event event : finished) {
            events.add(finisher.detect(event, rules, findings));
        }
        atHand = List.of();
        return new Finished.Indexable(parts, events, findings);
    }

    private Matcher matcher() {
        RuleSet rules = content.get().rules();
        Matcher current = matcher;
        if (current == null || rules != matcherOf) {
            current = rules.matcher();
            matcher = current;
            matcherOf = rules;
        }
        return current;
    }

    /** After the thread was lost in a plugin: the parts of the record that was in the call. */
    List<JournaledRecord> inCall() {
        if (!atHand.isEmpty()) {
            return atHand;
        }
        List<JournaledRecord> parsed = parsing.inCall();
        return parsed.isEmpty() ? flows.inCall() : parsed;
    }

    /** Records that were taken and have not come out, without those in the call; in their order. */
    List<JournaledRecord> unfinished() {
        List<JournaledRecord> rest = new ArrayList<>(inside.values());
        rest.removeAll(inCall());
        return rest;
    }

    /** Whether a record was taken and has not come out. */
    boolean has(JournaledRecord record) {
        return inside.containsKey(record.position());
    }

    /** How many records were taken and have not come out. */
    int held() {
        return inside.size();
    }
}
