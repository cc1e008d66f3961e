package dev.vedette.host;

import dev.vedette.api.detect.DetectionRuleProvider;
import dev.vedette.api.detect.JavaRule;
import dev.vedette.api.detect.RuleSource;
import dev.vedette.api.flow.FlowDecoder;
import dev.vedette.api.parse.LogParser;
import dev.vedette.api.profile.ThreatProfile;
import dev.vedette.api.profile.ThreatProfileProvider;
import dev.vedette.api.read.RecordReader;
import dev.vedette.api.report.Reporter;
import dev.vedette.host.detect.FieldResolution;
import dev.vedette.host.detect.JavaRuleEntry;
import dev.vedette.host.detect.JavaRuleRuntime;
import dev.vedette.host.detect.Refusal;
import dev.vedette.host.detect.RuleSet;
import dev.vedette.host.detect.RuleText;
import dev.vedette.host.flow.FlowDecoderEntry;
import dev.vedette.host.ingest.PackReaders;
import dev.vedette.host.pack.Budget;
import dev.vedette.host.pack.LoadedPack;
import dev.vedette.host.pack.PackActivation;
import dev.vedette.host.pack.PackCode;
import dev.vedette.host.pack.PackFile;
import dev.vedette.host.pack.PackGuard;
import dev.vedette.host.pack.PackId;
import dev.vedette.host.pack.PackRefusedException;
import dev.vedette.host.pack.PluginFault;
import dev.vedette.host.parse.ParserEntry;
import dev.vedette.host.parse.ParserRegistry;
import dev.vedette.host.parse.declarative.DeclarativeParsers;
import dev.vedette.host.parse.declarative.ParserSyntaxException;
import dev.vedette.host.pipeline.PipelineContent;
import dev.vedette.host.profile.ProfileFiles;
import dev.vedette.host.profile.ThreatProfiles;
import dev.vedette.host.yaml.YamlException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pf4j.ExtensionPoint;

/** Turns the packs of one generation into {@link PackContent}. Used once, by one thread. */
final class ContentCompiler {
    private final PackGuard guard;
    private final FieldResolution fields;
    private final JavaRuleRuntime javaRules;

    private final List<ParserEntry> parsers = new ArrayList<>();
    private final List<FlowDecoderEntry> decoders = new ArrayList<>();
    private final List<RecordReader> readers = new ArrayList<>();
    private final List<RuleText> ruleTexts = new ArrayList<>();
    private final List<JavaRuleEntry> javaRuleEntries = new ArrayList<>();
    private final List<ThreatProfile> profiles = new ArrayList<>();
    private final Map<String, PackId> owners = new HashMap<>(); // of ids that must be unique over all packs
    private final Map<PackId, List<String>> extensions = new HashMap<>();
    private final Map<PackId, Integer> parserCounts = new HashMap<>();

    ContentCompiler(PackGuard guard, FieldResolution fields, JavaRuleRuntime javaRules) {
        this.guard = guard;
        this.fields = fields;
        this.javaRules = javaRules;
    }

    /** Compiles all packs; the first that cannot be used is the culprit of the exception. */
    PackContent compile(List<LoadedPack> packs) throws PackRefusedException {
        for (LoadedPack pack : packs) {
            add(pack);
        }
        RuleSet rules = RuleSet.compile(ruleTexts, javaRuleEntries, fields, javaRules);
        refuse(rules);
        return new PackContent(
                new PipelineContent(ParserRegistry.of(parsers), rules, decoders),
                ThreatProfiles.of(profiles),
                readers,
                packs);
    }

    /** What each pack became, for the list of packs. */
    Map<PackId, PackActivation.Content> summary(PackContent content) {
        Map<PackId, PackActivation.Content> summary = new HashMap<>();
        for (LoadedPack pack : content.packs()) {
            long rules = content.pipeline().rules().rules().stream()
                    .filter(rule -> rule.pack().equals(pack.id()))
                    .count();
            summary.put(
                    pack.id(),
                    new PackActivation.Content(
                            parserCounts.getOrDefault(pack.id(), 0),
                            (int) rules,
                            extensions.getOrDefault(pack.id(), List.of())));
        }
        return summary;
    }

    private void add(LoadedPack pack) throws PackRefusedException {
        for (PackFile file : pack.files("parsers")) {
            try {
                for (LogParser parser : DeclarativeParsers.compile(file.path(), file.text())) {
                    addParser(pack, parser);
                }
            } catch (ParserSyntaxException e) {
                throw refused(pack, e.getMessage());
            }
        }
        for (LogParser parser : pack.extensions(LogParser.class)) {
            addParser(pack, parser);
        }
        for (FlowDecoder decoder : pack.extensions(FlowDecoder.class)) {
            String id = ask(pack, decoder, decoder::id);
            claim(pack, "flow decoder", id);
            decoders.add(new FlowDecoderEntry(id, decoder, guard.plugin(pack.id(), id, Budget.PARSER), pack.id()));
        }
        for (RecordReader reader : pack.extensions(RecordReader.class)) {
            String id = ask(pack, reader, reader::id);
            claim(pack, "record reader", id);
            readers.add(PackReaders.guarded(pack.id(), id, reader, guard));
        }
        for (Reporter reporter : pack.extensions(Reporter.class)) {
            claim(pack, "report format", ask(pack, reporter, reporter::format));
        }
        addRules(pack);
        addProfiles(pack);
    }

    private void addParser(LoadedPack pack, LogParser parser) throws PackRefusedException {
        String id = ask(pack, parser, parser::id);
        claim(pack, "parser", id);
        parserCounts.merge(pack.id(), 1, Integer::sum);
        Budget budget = pack.manifest().budget().parser();
        parsers.add(new ParserEntry(id, parser, guard.plugin(pack.id(), id, budget), pack.id()));
    }

    private void addRules(LoadedPack pack) throws PackRefusedException {
        for (PackFile file : pack.files("rules")) {
            addRule(pack, RuleSource.sigma(file.path(), file.text()));
        }
        for (DetectionRuleProvider provider : pack.extensions(DetectionRuleProvider.class)) {
            for (RuleSource source : ask(pack, provider, provider::rules)) {
                addRule(pack, source);
            }
        }
        for (JavaRule rule : pack.extensions(JavaRule.class)) {
            String id = ask(pack, rule, rule::id);
            extensions.computeIfAbsent(pack.id(), p -> new ArrayList<>()).add(id);
            javaRuleEntries.add(new JavaRuleEntry(rule, guard.plugin(pack.id(), id, Budget.RULE), pack.id()));
        }
    }

    /** Under a path that says which pack it is in, and so is unique. */
    private void addRule(LoadedPack pack, RuleSource source) {
        String path = pack.id().id() + "/" + source.path();
        owners.putIfAbsent(path, pack.id());
        ruleTexts.add(new RuleText(pack.id(), RuleSource.sigma(path, source.text())));
    }

    private void addProfiles(LoadedPack pack) throws PackRefusedException {
        for (PackFile file : pack.files("profiles")) {
            try {
                profiles.addAll(ProfileFiles.parse(file.path(), file.text()));
            } catch (YamlException e) {
                throw refused(pack, e.getMessage());
            }
        }
        for (ThreatProfileProvider provider : pack.extensions(ThreatProfileProvider.class)) {
            profiles.addAll(ask(pack, provider, provider::profiles));
        }
    }

    private void refuse(RuleSet rules) throws PackRefusedException {
        for (Refusal refusal : rules.refused()) {
            throw new PackRefusedException(
                    Objects.requireNonNull(owners.get(refusal.path()), refusal.path()),
                    PackCode.CONTENT_REFUSED,
                    refusal.toString());
        }
    }

    private void claim(LoadedPack pack, String kind, String id) throws PackRefusedException {
        PackId owner = owners.putIfAbsent(kind + " " + id, pack.id());
        if (owner != null) {
            throw new PackRefusedException(
                    pack.id(),
                    PackCode.EXTENSION_DUPLICATE,
                    "the " + kind + " '" + id + "' of " + pack.id() + " is in " + owner + " already");
        }
        extensions.computeIfAbsent(pack.id(), p -> new ArrayList<>()).add(id);
    }

    private interface Question<T> {
        T ask();
    }

    private <T> T ask(LoadedPack pack, ExtensionPoint extension, Question<T> question) throws PackRefusedException {
        try {
            return guard.call(guard.plugin(pack.id(), extension.getClass().getName(), Budget.PROVIDER), question::ask);
        } catch (PluginFault fault) {
            throw refused(pack, fault.getMessage());
        }
    }

    private static PackRefusedException refused(LoadedPack pack, @Nullable String reason) {
        return new PackRefusedException(pack.id(), PackCode.CONTENT_REFUSED, String.valueOf(reason));
    }
}
