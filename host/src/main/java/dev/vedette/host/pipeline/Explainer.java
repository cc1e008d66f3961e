package dev.vedette.host.pipeline;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.detect.Evidence;
import dev.vedette.host.detect.Explanation;
import dev.vedette.host.detect.Finding;
import dev.vedette.host.detect.Matcher;
import dev.vedette.host.journal.JournaledRecord;
import dev.vedette.host.pack.PackGuard;
import dev.vedette.host.parse.ParseOutcome;
import dev.vedette.host.parse.ParseSettings;
import dev.vedette.host.parse.ParseStage;
import dev.vedette.host.parse.TraceLines;
import dev.vedette.host.reference.Clients;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes one line through parse, enrich and detect as production does, tells what happened, and keeps nothing. */
public final class Explainer {
    private final Supplier<PipelineContent> content;
    private final PackGuard guard;
    private final ParseSettings parsing;
    private final Clients clients;
    private final Clock clock;

    public Explainer(
            Supplier<PipelineContent> content, PackGuard guard, ParseSettings parsing, Clients clients, Clock clock) {
        this.content = content;
        this.guard = guard;
        this.parsing = parsing;
        this.clients = clients;
        this.clock = clock;
    }

    /**
     * Explains a record.
     *
     * @param record whose origin names the client, and the parser where only one is to be tried
     * @param rule id of the one to say more about, or null
     */
    public Explained explain(RawRecord record, @Nullable String rule) {
        PipelineContent current = content.get();
        TraceLines trace = new TraceLines();
        List<ParseOutcome> outcomes = new ArrayList<>();
        ParseStage stage = new ParseStage(current::parsers, guard, parsing);
        stage.accept(new JournaledRecord(0, record), trace, outcomes::add);
        stage.flush(trace, outcomes::add);

        List<Explained.Section> sections = new ArrayList<>();
        sections.add(new Explained.Section("Parsers", trace.lines()));
        List<Event> events = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        EventFinisher finisher = new EventFinisher(clients, clock, PipelineSettings.DEFAULTS);
        Matcher matcher = current.rules().apart().matcher();
        for (ParseOutcome outcome : outcomes) {
            sections.add(new Explained.Section("Outcome", List.of(describe(outcome))));
            for (Event parsed : outcome.events()) {
                Event enriched = finisher.enrich(parsed, 0, events.size());
                sections.add(new Explained.Section("Added by the host", added(parsed, enriched)));
                events.add(finisher.detect(enriched, matcher, findings));
            }
        }
        sections.add(new Explained.Section(
                "Rules", findings(findings, current.rules().rules().size())));
        if (rule != null) {
            for (Event event : events) {
                sections.add(new Explained.Section(
                        "Rule " + rule, explain(current.rules().explain(rule, event))));
            }
        }
        return new Explained(sections, events, findings);
    }

    private static String describe(ParseOutcome outcome) {
        return switch (outcome) {
            case ParseOutcome.Understood understood ->
                "understood by " + understood.parser().id() + " of "
                        + understood.parser().pack() + ": "
                        + understood.events().size() + " event(s)";
            case ParseOutcome.Unparsed unparsed -> "unparsed, kept and found by its text: " + unparsed.reason();
            case ParseOutcome.Broken broken -> "broken, kept as pipeline_error: " + broken.reason();
            case ParseOutcome.Filtered filtered -> "left out on purpose: " + filtered.reason();
        };
    }

    private static List<String> added(Event before, Event after) {
        Map<String, String> added = new TreeMap<>();
        for (int i = 0; i < after.size(); i++) {
            Field field = after.field(i);
            if (!after.value(i).equals(before.get(field))) {
                added.put(field.name(), after.value(i).toString());
            }
        }
        return added.entrySet().stream()
                .map(entry -> entry.getKey() + " = " + entry.getValue())
                .toList();
    }

    private static List<String> findings(List<Finding> findings, int rules) {
        List<String> lines = new ArrayList<>();
        lines.add(findings.size() + " of " + rules + " rules match");
        for (Finding finding : findings) {
            lines.add("[" + finding.rule().level() + "] " + finding.rule().title() + " ("
                    + finding.rule().id() + ", " + finding.rule().path() + ")");
            for (Evidence evidence : finding.evidence()) {
                lines.add("    " + evidence.test() + "   because " + evidence.field() + " = " + evidence.value());
            }
        }
        return lines;
    }

    private static List<String> explain(Explanation explanation) {
        List<String> lines = new ArrayList<>();
        lines.add((explanation.matched() ? "matches: " : "does not match: ") + explanation.reason());
        if (!explanation.place().isEmpty()) {
            lines.add("    at " + explanation.place());
        }
        explanation.evidence().forEach(evidence -> lines.add("    holds: " + evidence.test()));
        return lines;
    }
}
