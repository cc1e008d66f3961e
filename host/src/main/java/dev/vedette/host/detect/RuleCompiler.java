package dev.vedette.host.detect;

import dev.vedette.api.detect.JavaRule;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.LogSource;
import dev.vedette.host.detect.sigma.Expression;
import dev.vedette.host.detect.sigma.SigmaDocument;
import dev.vedette.host.detect.sigma.SigmaReader;
import dev.vedette.host.detect.sigma.SigmaRule;
import dev.vedette.host.pack.PackId;
import dev.vedette.host.yaml.YamlException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compiles texts and Java rules into one index; used once. What cannot be compiled becomes a refusal. */
final class RuleCompiler {
    private final FieldResolution resolution;
    private final FieldSlots slots;
    private final PredicateTable predicates = new PredicateTable();
    private final Map<@Nullable LogSource, Integer> groupNumbers = new HashMap<>();
    private final List<@Nullable LogSource> groups = new ArrayList<>();
    private final List<BitSet> groupSlots = new ArrayList<>();
    private final List<List<Integer>> always = new ArrayList<>();
    private final List<CompiledRule> rules = new ArrayList<>();
    private final Map<String, String> pathOfId = new HashMap<>();
    /** By predicate the rules that it makes candidates, by group. */
    private final Map<Integer, Map<Integer, List<Integer>>> witnessed = new HashMap<>();

    final List<Refusal> refused = new ArrayList<>();
    final List<BlindRule> blind = new ArrayList<>();

    RuleCompiler(FieldResolution resolution) {
        this.resolution = resolution;
        this.slots = new FieldSlots(resolution);
    }

    void add(RuleText text) {
        String path = text.source().path();
        int number = 0;
        for (SigmaDocument document : SigmaReader.read(path, text.source().text())) {
            number++;
            switch (document) {
                case SigmaDocument.Accepted accepted -> add(text, accepted.rule(), number);
                case SigmaDocument.Refused no ->
                    refused.add(new Refusal(
                            path, no.ruleId(), no.place().line(), no.place().column(), no.reason()));
            }
        }
    }

    private void add(RuleText text, SigmaRule rule, int number) {
        String path = text.source().path();
        String id = rule.id() != null
                ? rule.id()
                : rule.name() != null ? rule.name() : text.pack().id() + "/" + path + "#" + number;
        if (taken(id, path, rule.place().line())) {
            return;
        }
        ProgramWriter writer = new ProgramWriter(rule.logSource(), slots, predicates);
        RuleProgram program;
        Field index;
        try {
            program = writer.write(rule.expression());
            index = rule.indexField() == null ? null : indexField(rule.logSource(), rule.indexField());
        } catch (IllegalArgumentException e) { // a name that no field can have
            refused.add(
                    new Refusal(path, id, rule.place().line(), rule.place().column(), String.valueOf(e.getMessage())));
            return;
        }
        String level = rule.level() == null ? "medium" : rule.level();
        RuleInfo info = new RuleInfo(
                id,
                rule.title(),
                level,
                RuleInfo.severityOf(level),
                rule.status(),
                rule.description(),
                rule.author(),
                rule.license(),
                rule.tags(),
                RuleInfo.techniquesOf(rule.tags()),
                rule.logSource(),
                text.pack(),
                path,
                Hash.of(text.source().text() + "#" + number),
                index,
                rule.falsePositives(),
                writer.fields());
        pathOfId.put(id, path);
        if (!rule.placeholders().isEmpty()) {
            blind.add(new BlindRule(info, List.copyOf(new TreeSet<>(rule.placeholders()))));
            return;
        }
        enter(info, rule.expression(), program, writer.slotsUsed(), null);
    }

    /** The field of an offense: ECS where the name resolves to one, since offenses join events of many sources. */
    private Field indexField(LogSource logSource, String name) {
        List<Field> candidates = resolution.candidates(logSource, name);
        return candidates.stream().filter(Field::isEcs).findFirst().orElse(candidates.getFirst());
    }

    private boolean taken(String id, String path, int line) {
        String other = pathOfId.get(id);
        if (other != null) {
            refused.add(new Refusal(
                    path,
                    id,
                    line,
                    1,
                    "the id " + id + " is already that of the rule in " + other + "; give one of them another id"));
        }
        return other != null;
    }

    void add(JavaRuleEntry entry) {
        JavaRule rule = entry.rule();
        PackId pack = entry.pack();
        String path = rule.getClass().getName();
        String id = rule.id();
        LogSource logSource = rule.logSource();
        if (taken(id, path, 1)) {
            return;
        }
        Expression expression = null;
        ProgramWriter writer = new ProgramWriter(logSource, slots, predicates);
        RuleProgram program = null;
        String prefilter = rule.prefilter();
        try {
            if (!prefilter.isBlank()) {
                expression = SigmaReader.readDetection(path, prefilter);
                program = writer.write(expression);
            }
        } catch (YamlException e) {
            refused.add(new Refusal(path, id, e.line(), e.column(), "in the prefilter: " + e.reason()));
            return;
        } catch (IllegalArgumentException e) {
            refused.add(new Refusal(path, id, 1, 1, "in the prefilter: " + e.getMessage()));
            return;
        }
        String level = rule.level();
        if (!Set.of("informational", "low", "medium", "high", "critical").contains(level)) {
            refused.add(new Refusal(
                    path,
                    id,
                    1,
                    1,
                    "'" + level + "' is no level; it is informational, low, medium," + " high or critical"));
            return;
        }
        List<String> tags = List.copyOf(rule.tags());
        RuleInfo info = new RuleInfo(
                id,
                rule.title(),
                level,
                RuleInfo.severityOf(level),
                null,
                "",
                "",
                null,
                tags,
                RuleInfo.techniquesOf(tags),
                logSource,
                pack,
                path,
                Hash.of(pack + " " + path),
                null,
                List.of(),
                writer.fields());
        pathOfId.put(id, path);
        enter(info, expression, program, writer.slotsUsed(), entry);
    }

    private void enter(
            RuleInfo info,
            @Nullable Expression expression,
            @Nullable RuleProgram program,
            BitSet slotsUsed,
            @Nullable JavaRuleEntry java) {
        int rule = rules.size();
        int group = group(info.logSource());
        groupSlots.get(group).or(slotsUsed);
        RuleProgram.Witness witness = program == null ? null : program.witness(predicates);
        if (witness == null) {
            always.get(group).add(rule);
        } else {
            for (int predicate : witness.predicates()) {
                witnessed
                        .computeIfAbsent(predicate, p -> new HashMap<>())
                        .computeIfAbsent(group, g -> new ArrayList<>())
                        .add(rule);
            }
        }
        int[] code = program == null ? new int[0] : program.flatten(predicates);
        rules.add(new CompiledRule(info, expression, code, group, java));
    }

    private int group(@Nullable LogSource source) {
        return groupNumbers.computeIfAbsent(source, s -> {
            groups.add(s);
            groupSlots.add(new BitSet());
            always.add(new ArrayList<>());
            return groups.size() - 1;
        });
    }

    RuleIndex index() {
        @Nullable SlotIndex[] slotIndexes = new @Nullable SlotIndex[slots.size()];
        predicates.indexes().forEach((slot, builder) -> slotIndexes[slot] = builder.build());
        int[] @Nullable [] byPredicate = new int[predicates.size()] @Nullable [];
        witnessed.forEach((predicate, byGroup) -> {
            List<Integer> flat = new ArrayList<>();
            byGroup.forEach((group, members) -> {
                flat.add(group);
                flat.add(members.size());
                flat.addAll(members);
            });
            byPredicate[predicate] = flat.stream().mapToInt(Integer::intValue).toArray();
        });
        return new RuleIndex(
                List.copyOf(rules),
                java.util.Collections.unmodifiableList(groups),
                List.copyOf(groupSlots),
                always.stream()
                        .map(members ->
                                members.stream().mapToInt(Integer::intValue).toArray())
                        .toList(),
                slots.references(),
                slotIndexes,
                predicates.presents(slots.size()),
                predicates.slots(),
                predicates.lazies().toArray(new PredicateTable.@Nullable Lazy[0]),
                byPredicate);
    }

    PredicateTable predicates() {
        return predicates;
    }
}
