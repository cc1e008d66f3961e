package dev.vedette.host.parse;

import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.api.parse.ParseResult;
import dev.vedette.host.journal.JournaledRecord;
import dev.vedette.host.pack.PackGuard;
import dev.vedette.host.pack.PluginFault;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the parser of each record, joins what belongs together, parses. One per pipeline worker, not thread-safe; the
 * records of one source come to the same stage in their order.
 *
 * <p>When the guard declares the worker lost inside a call, this object is never used again; only the record in the lost
 * call is then asked for, from another thread: {@link #inCall()}.
 */
public final class ParseStage {
    private final Supplier<ParserRegistry> registries;
    private final PackGuard guard;
    private final ParseSettings settings;
    private final KnownSources sources;
    private final Assembler assembler;
    private final Finishing finishing;
    private final Outcomes outcomes;
    private final Outcomes unfinished = new Outcomes(Finishing.NONE); // of what has to go back into its envelope first
    private final Enveloped enveloped;
    private ParserRegistry registry = ParserRegistry.empty();
    private @Nullable EventDraft draft;
    private boolean retired; // a parser asked for the current record belongs to a pack that was replaced meanwhile
    private volatile List<JournaledRecord> inCall = List.of();

    /** A stage whose events have what the parsers know, and nothing of the host's. */
    public ParseStage(Supplier<ParserRegistry> registries, PackGuard guard, ParseSettings settings) {
        this(registries, guard, settings, Finishing.NONE);
    }

    /** A stage whose events are complete: everything they have was written into one draft. */
    public ParseStage(
            Supplier<ParserRegistry> registries, PackGuard guard, ParseSettings settings, Finishing finishing) {
        this.registries = registries;
        this.guard = guard;
        this.settings = settings;
        this.sources = new KnownSources(settings.recognisedSources());
        this.assembler = new Assembler(settings);
        this.finishing = finishing;
        this.outcomes = new Outcomes(finishing);
        this.enveloped = new Enveloped(finishing);
    }

    /** Takes a record. What is complete because of it, which need not be the record itself, goes to {@code out}. */
    public void accept(JournaledRecord record, Consumer<ParseOutcome> out) {
        accept(record, null, out);
    }

    /** The same, telling {@code trace} why. */
    public void accept(JournaledRecord received, @Nullable ParseTrace trace, Consumer<ParseOutcome> to) {
        JournaledRecord record = enveloped.open(received);
        Consumer<ParseOutcome> out = enveloped.closing(to);
        swap(trace, out);
        Origin origin = record.record().origin();
        SourceKey source = SourceKey.of(origin);
        RecordContext context = context(record, trace);
        if (assembler.held() > 0) {
            List<Assembler.Group> ready = new ArrayList<>(1);
            boolean taken = assembler.continues(source, record, context, ready);
            handOver(ready, trace, out);
            if (taken) {
                return;
            }
        }
        select(List.of(record), source, context, true, trace, out);
    }

    /**
     * Hands over what waited for longer than its time-out. Call it when nothing is queued, with the time as records tell
     * it: then a replay joins what was joined live.
     */
    public void tick(Instant now, Consumer<ParseOutcome> to) {
        Consumer<ParseOutcome> out = enveloped.closing(to);
        swap(null, out);
        if (assembler.held() > 0) {
            List<Assembler.Group> ready = new ArrayList<>();
            assembler.expire(now, ready);
            handOver(ready, null, out);
        }
    }

    /** Hands over everything held: at stop, and at the end of a file. */
    public void flush(Consumer<ParseOutcome> out) {
        flush(null, out);
    }

    /** The same, telling {@code trace} why. */
    public void flush(@Nullable ParseTrace trace, Consumer<ParseOutcome> to) {
        Consumer<ParseOutcome> out = enveloped.closing(to);
        List<Assembler.Group> ready = new ArrayList<>();
        assembler.all(ready);
        handOver(ready, trace, out);
    }

    /** How many records wait for others: the ledger's pending. */
    public int held() {
        return assembler.held();
    }

    /** How many messages were handed over early because too many were in assembly. */
    public long overflows() {
        return assembler.overflows();
    }

    /** The parts of the record that a parser has in hand at this moment; from any thread. */
    public List<JournaledRecord> inCall() {
        return inCall;
    }

    private void swap(@Nullable ParseTrace trace, Consumer<ParseOutcome> out) {
        ParserRegistry current = registries.get();
        if (current != registry) {
            registry = current;
            sources.swap(current);
            List<Assembler.Group> ready = new ArrayList<>();
            assembler.swap(current, ready);
            handOver(ready, trace, out);
        }
    }

    private RecordContext context(JournaledRecord one, @Nullable ParseTrace trace) {
        RawRecord record = one.record();
        return new RecordContext(record, enveloped.time(one), zone(record), trace);
    }

    private ZoneId zone(RawRecord record) {
        return settings.zone().apply(record.origin());
    }

    private void handOver(List<Assembler.Group> ready, @Nullable ParseTrace trace, Consumer<ParseOutcome> out) {
        for (Assembler.Group group : ready) {
            if (group.parts.size() == 1) {
                select(group.parts, group.source, context(group.parts.get(0), trace), false, trace, out);
                continue;
            }
            RecordContext context = Joining.context(
                    group.parts, enveloped::time, zone(group.parts.get(0).record()), trace);
            ParserEntry parser = group.parser;
            note(trace, parser, group.parts.size() + " records that belong together");
            ParseOutcome outcome =
                    registry.byId(parser.id()) == null ? null : ask(parser, List.copyOf(group.parts), context, trace);
            if (outcome != null) {
                finish(outcome, group.source, parser, out);
                continue;
            }
            for (JournaledRecord part : group.parts) { // joined it is nobody's: each for itself
                select(List.of(part), group.source, context(part, trace), false, trace, out);
            }
        }
    }

    private void select(
            List<JournaledRecord> parts,
            SourceKey source,
            RecordContext context,
            boolean assemble,
            @Nullable ParseTrace trace,
            Consumer<ParseOutcome> out) {
        retired = false;
        RawRecord record = parts.get(0).record();
        String bound = settings.parser().apply(record.origin());
        List<ParserEntry> candidates;
        if (bound == null) {
            candidates = registry.candidates(record.bytes(), sources.parser(source));
        } else {
            ParserEntry entry = registry.byId(bound);
            candidates = entry == null ? List.of() : List.of(entry);
        }
        if (trace != null) {
            Selection.tell(trace, registry, candidates, bound);
        }
        for (ParserEntry candidate : candidates) {
            if (assemble) {
                List<Assembler.Group> ready = new ArrayList<>(1);
                if (assembler.begins(source, parts.get(0), context, candidate, registry.assembly(candidate), ready)) {
                    if (trace != null) {
                        trace.held(candidate.id(), "may be one of several records of one event");
                    }
                    handOver(ready, trace, out);
                    return;
                }
            }
            if (trace != null) {
                note(trace, candidate, Selection.why(registry, candidate, bound, sources.parser(source)));
            }
            ParseOutcome outcome = ask(candidate, parts, context, trace);
            if (outcome != null) {
                finish(outcome, source, candidate, out);
                return;
            }
        }
        if (retired && registries.get() != registry) {
            swap(trace, out);
            select(parts, source, context, assemble, trace, out);
            return;
        }
        JournaledRecord whole = enveloped.whole(parts);
        if (whole != null) {
            select(List.of(whole), source, context(whole, trace), assemble, trace, out);
            return;
        }
        sources.unparsed(source);
        out.accept(of(parts)
                .unparsed(parts, record, context, draft(record), Selection.unparsed(registry, candidates, bound)));
    }

    private void finish(ParseOutcome outcome, SourceKey source, ParserEntry parser, Consumer<ParseOutcome> out) {
        if (!(outcome instanceof ParseOutcome.Broken)) {
            sources.understood(source, parser);
        }
        out.accept(outcome);
    }

    /** Asks one parser; null when the record is not of its format or it cannot be asked. */
    private @Nullable ParseOutcome ask(
            ParserEntry entry, List<JournaledRecord> parts, RecordContext context, @Nullable ParseTrace trace) {
        RawRecord record = context.record();
        EventDraft target = draft(record);
        inCall = enveloped.outer(parts);
        ParseResult result;
        try {
            result = guard.call(entry.plugin(), () -> entry.parser().parse(record, target, context));
        } catch (PluginFault fault) {
            if (!fault.called()) {
                retired |= fault.kind() == PluginFault.Kind.RETIRED;
                rejected(trace, entry, fault.summary());
                return null;
            }
            target.reset(record); // whatever it had written is not to be trusted
            taken(trace, entry, "failed: " + fault.getMessage());
            return of(parts).broken(parts, record, context, target, entry, String.valueOf(fault.getMessage()));
        } finally {
            inCall = List.of();
        }
        return switch (result) {
            case ParseResult.NotMine notMine -> {
                rejected(trace, entry, "says that it is not of its format");
                yield null;
            }
            case ParseResult.Parsed parsed -> {
                taken(trace, entry, "parsed");
                yield of(parts).understood(parts, record, context, target, entry);
            }
            case ParseResult.Malformed malformed -> {
                taken(trace, entry, "malformed: " + malformed.reason());
                yield of(parts).broken(parts, record, context, target, entry, malformed.reason());
            }
            case ParseResult.Filtered filtered -> {
                taken(trace, entry, "filtered: " + filtered.reason());
                yield new ParseOutcome.Filtered(parts, filtered.reason(), entry);
            }
        };
    }

    private Outcomes of(List<JournaledRecord> parts) {
        return enveloped.holds(parts) ? unfinished : outcomes;
    }

    private EventDraft draft(RawRecord record) {
        EventDraft current = draft;
        if (current == null) {
            current = finishing.draft(record);
            draft = current;
        } else {
            current.reset(record);
        }
        return current;
    }

    private static void note(@Nullable ParseTrace trace, ParserEntry parser, String why) {
        if (trace != null) {
            trace.candidate(parser.id(), why);
        }
    }

    private static void rejected(@Nullable ParseTrace trace, ParserEntry parser, String reason) {
        if (trace != null) {
            trace.rejected(parser.id(), reason);
        }
    }

    private static void taken(@Nullable ParseTrace trace, ParserEntry parser, String how) {
        if (trace != null) {
            trace.taken(parser.id(), how);
        }
    }
}
