package dev.vedette.host.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.LogSource;
import dev.vedette.host.Workbench;
import dev.vedette.host.detect.Finding;
import dev.vedette.host.detect.Matcher;
import dev.vedette.host.detect.RuleInfo;
import dev.vedette.host.detect.RuleSet;
import dev.vedette.host.export.EventJson;
import dev.vedette.host.pipeline.EventFinisher;
import dev.vedette.host.pipeline.PipelineSettings;
import dev.vedette.host.reference.Clients;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        mixinStandardHelpOptions = true,
        name = "detect",
        description = "Runs rules over files without a host: one finding a line.",
        footer = {
            "",
            "Examples:",
            "  vedette detect --rules my-rules/ auth.log",
            "  vedette detect --rules r.yml --logsource product=windows,category=process_creation events.ndjson"
        })
final class DetectCommand implements Callable<Integer> {
    @Mixin
    private PacksOption packs = new PacksOption();

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Option(
            names = "--rules",
            paramLabel = "PATH",
            arity = "1",
            description = "Sigma file or folder; may be given several times (default: the rules of the packs).")
    private List<Path> rules = List.of();

    @Option(
            names = "--logsource",
            split = ",",
            paramLabel = "K=V",
            description = "product=P,category=C,service=S: what the files are where no parser knows.")
    private Map<String, String> logSource = Map.of();

    @Option(names = "--json", description = "Accepted for the sake of scripts: findings always are JSON.")
    private boolean json;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Anything that 'parse' takes.")
    private List<Path> files = List.of();

    private final Output output = new Output();

    @Override
    public Integer call() throws IOException {
        Clock clock = Clock.systemUTC();
        try (Workbench bench = packs.open()) {
            RuleSet set = rules.isEmpty() ? bench.content().pipeline().rules() : RuleFiles.compile(rules);
            set.refused().forEach(refusal -> output.note("refused: " + refusal));
            Judge judge = new Judge(set.matcher(), clock, given(), new PlainJson(reading.zone));
            FileParse parse = new FileParse(bench, reading.parser(bench), reading.zone, "cli").of(files);
            long began = System.nanoTime();
            for (Path file : files) {
                parse.read(file, reading.at(clock), judge::take, damage -> output.note(file + ": " + damage));
            }
            double seconds = Math.max(1e-9, (System.nanoTime() - began) / 1e9);
            output.note(String.format(
                    Locale.ROOT,
                    "%d rules, %d events, %d findings, %.2f s, %.0f events/s",
                    set.rules().size(),
                    judge.events,
                    judge.findings,
                    seconds,
                    judge.events / seconds));
        }
        output.flush();
        return 0;
    }

    private @Nullable LogSource given() {
        if (logSource.isEmpty()) {
            return null;
        }
        for (String key : logSource.keySet()) {
            if (!List.of("product", "category", "service").contains(key)) {
                throw new CliException("--logsource knows product, category and service, not '" + key + "'");
            }
        }
        return LogSource.of(logSource.get("category"), logSource.get("product"), logSource.get("service"));
    }

    /** Evaluates events and prints what is found. */
    private final class Judge {
        private final Matcher matcher;
        private final EventFinisher finisher;
        private final @Nullable LogSource given;
        private final PlainJson json;
        private long events;
        private long findings;

        Judge(Matcher matcher, Clock clock, @Nullable LogSource given, PlainJson json) {
            this.matcher = matcher;
            this.finisher = new EventFinisher(Clients.of(List.of()), clock, PipelineSettings.DEFAULTS);
            this.given = given;
            this.json = json;
        }

        void take(FileParse.Parsed parsed) {
            for (Event event : parsed.events()) {
                events++;
                Event judged = finisher.enrich(withLogSource(json.read(event)), parsed.sequence(), 0);
                for (Finding finding : matcher.evaluate(judged)) {
                    findings++;
                    output.json(finding(finding, parsed));
                }
            }
        }

        private Event withLogSource(Event event) {
            if (given == null || !event.logSources().isEmpty()) {
                return event;
            }
            EventDraft draft = new EventDraft(event.raw());
            draft.reset(event);
            draft.logSource(given);
            return draft.freeze().getFirst();
        }

        private static ObjectNode finding(Finding finding, FileParse.Parsed parsed) {
            RuleInfo rule = finding.rule();
            ObjectNode node = HostClient.JSON.createObjectNode();
            ObjectNode about = node.putObject("rule");
            about.put("id", rule.id()).put("title", rule.title()).put("level", rule.level());
            Map<String, @Nullable String> credit = new TreeMap<>();
            credit.put("author", rule.author());
            credit.put("license", rule.license());
            credit.forEach((key, value) -> {
                if (value != null && !value.isEmpty()) {
                    about.put(key, value); // rules under the DRL ask that their author is shown with every match
                }
            });
            node.put("file", parsed.path());
            node.put("record", parsed.sequence());
            node.put("time", finding.event().timestamp().toString());
            node.set("event", EventJson.write(finding.event()));
            return node;
        }
    }
}
