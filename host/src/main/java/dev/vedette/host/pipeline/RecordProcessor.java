package dev.vedette.host.pipeline;

import dev.vedette.api.event.Event;
import dev.vedette.host.detect.Finding;
import dev.vedette.host.detect.Matcher;
import dev.vedette.host.detect.RuleSet;
import dev.vedette.host.flow.FlowStage;
import dev.vedette.host.journal.JournaledRecord;
import dev.vedette.host.parse.ParseOutcome;
import dev.vedette.host.parse.ParseStage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes records through parse, enrich and detect, one after the other. Belongs to a slot and outlives its threads: when
 * one is lost in a plugin, {@link #abandon} names the record that it had and the next thread goes on here. Not
 * thread-safe; the slot hands it from thread to thread.
 */
final class RecordProcessor {
    private final Supplier<PipelineContent> content;
    private final ParseStage parsing;
    private final FlowStage flows;
    private final Set<String> flowReceivers;
    private final Supplier<EventFinisher> finishers;

    private @Nullable EventFinisher finisher;
    private @Nullable RuleSet matcherOf;
    private @Nullable Matcher matcher;
    private @Nullable ParseOutcome detecting;

    RecordProcessor(
            Supplier<PipelineContent> content,
            ParseStage parsing,
            FlowStage flows,
            Set<String> flowReceivers,
            Supplier<EventFinisher> finishers) {
        this.content = content;
        this.parsing = parsing;
        this.flows = flows;
        this.flowReceivers = flowReceivers;
        this.finishers = finishers;
    }

    /** Hands a record to its stage; {@link #next} gives what comes of it. */
    void offer(JournaledRecord record) {
        if (flowReceivers.contains(record.record().origin().receiver())) {
            flows.offer(record);
        } else {
            parsing.offer(record);
        }
    }

    /** Lets buffers whose time is over go. */
    void tick(Instant now) {
        parsing.tick(now);
        flows.tick(now);
    }

    /** Lets all buffers go: nothing more will come. */
    void flush() {
        parsing.flush();
        flows.flush();
    }

    /** The next record that came to its end, or null when there is none without another {@link #offer}. */
    @Nullable Finished next() {
        ParseOutcome outcome = parsing.next();
        if (outcome == null) {
            outcome = flows.next();
        }
        if (outcome == null) {
            return null;
        }
        detecting = outcome;
        Finished finished = finish(outcome);
        detecting = null;
        return finished;
    }

    private Finished finish(ParseOutcome outcome) {
        return outcome instanceof ParseOutcome.Filtered filtered
                ? new Finished.LeftOut(outcome.parts(), filtered.reason())
                : index(outcome);
    }

    private Finished index(ParseOutcome outcome) {
        EventFinisher current = finisher == null ? finisher = finishers.get() : finisher;
        Matcher rules = matcher();
        long position = outcome.parts().get(0).position();
        List<Event> parsed = outcome.events();
        List<Event> events = new ArrayList<>(parsed.size());
        List<Finding> findings = new ArrayList<>(0);
        for (int i = 0; i < parsed.size(); i++) {
            Event enriched = current.enrich(parsed.get(i), position, i);
            events.add(current.detect(enriched, rules, findings));
        }
        return new Finished.Indexable(outcome.parts(), events, findings);
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

    /**
     * After the thread was lost inside a plugin: forgets everything that thread may still write to.
     *
     * @return the parts of the record that was in the call; empty when none was
     */
    List<JournaledRecord> abandon() {
        List<JournaledRecord> parts = detecting != null ? detecting.parts() : parsing.abandon();
        if (parts.isEmpty()) {
            parts = flows.abandon();
        }
        detecting = null;
        matcher = null;
        finisher = null;
        return parts;
    }

    int held() {
        return parsing.held() + flows.held();
    }
}
