package dev.vedette.host.detect;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.LogSource;
import dev.vedette.host.detect.sigma.Expression;
import dev.vedette.host.detect.sigma.ValueTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A set of rules, compiled: immutable, shared by all workers, and swapped as a whole when packs change. Every worker
 * takes a {@link #matcher()} of its own.
 */
public final class RuleSet {
    private final RuleIndex index;
    private final FieldResolution resolution;
    private final List<Refusal> refused;
    private final List<BlindRule> blind;
    private final @Nullable JavaRuleRuntime runtime;
    private final Map<ValueTest.Regex, ValueMatcher> regexes;
    private final Map<String, CompiledRule> byId = new HashMap<>();

    private RuleSet(RuleCompiler compiler, FieldResolution resolution, @Nullable JavaRuleRuntime runtime) {
        this.index = compiler.index();
        this.resolution = resolution;
        this.refused = List.copyOf(compiler.refused);
        this.blind = List.copyOf(compiler.blind);
        this.runtime = runtime;
        this.regexes = Map.copyOf(compiler.predicates().regexes());
        index.rules().forEach(rule -> byId.put(rule.info().id(), rule));
    }

    private RuleSet(RuleSet set, @Nullable JavaRuleRuntime runtime) {
        this.index = set.index;
        this.resolution = set.resolution;
        this.refused = set.refused;
        this.blind = set.blind;
        this.runtime = runtime;
        this.regexes = set.regexes;
        this.byId.putAll(set.byId);
    }

    /**
     * The same rules with a memory of their own, empty at first: for events that nobody sent. What rules in Java count
     * must not grow because somebody asks for an explanation.
     */
    public RuleSet apart() {
        return new RuleSet(this, runtime == null ? null : runtime.apart());
    }

    /** A set without rules. */
    public static RuleSet empty() {
        return compile(List.of(), FieldResolution.parse("none", ""));
    }

    /** Compiles texts. Never fails: a rule that cannot be used is among {@link #refused()}. */
    public static RuleSet compile(List<RuleText> texts, FieldResolution fields) {
        RuleCompiler compiler = new RuleCompiler(fields);
        texts.forEach(compiler::add);
        return new RuleSet(compiler, fields, null);
    }

    /**
     * Compiles texts and rules in Java into one set.
     *
     * @param runtime how rules in Java are called, and what they keep; the same one for one generation after the other,
     *     so that their state survives a change of packs
     */
    public static RuleSet compile(
            List<RuleText> texts, List<JavaRuleEntry> java, FieldResolution fields, JavaRuleRuntime runtime) {
        RuleCompiler compiler = new RuleCompiler(fields);
        texts.forEach(compiler::add);
        java.forEach(compiler::add);
        return new RuleSet(compiler, fields, runtime);
    }

    /** The rules that are evaluated, in the order in which they were given. */
    public List<RuleInfo> rules() {
        return index.rules().stream().map(CompiledRule::info).toList();
    }

    /** What was not compiled, and why. */
    public List<Refusal> refused() {
        return refused;
    }

    /** Rules that are loaded but cannot match because a placeholder has no value. */
    public List<BlindRule> blind() {
        return blind;
    }

    /** A matcher for one worker. */
    public Matcher matcher() {
        return new Matcher(this, index);
    }

    @Nullable
    Finding finding(CompiledRule rule, Event event) {
        JavaRuleEntry java = rule.java();
        if (java != null && runtime != null) {
            return runtime.call(java, rule.info(), event);
        }
        Expression expression = rule.expression();
        List<Evidence> evidence = expression == null
                ? List.of()
                : walk(rule.info().logSource(), event).evidence(expression);
        return new Finding(rule.info(), event, evidence, reason(rule.info(), evidence));
    }

    private static String reason(RuleInfo rule, List<Evidence> evidence) {
        if (evidence.isEmpty()) {
            return rule.title() + ": nothing that the rule excludes is there";
        }
        String more = evidence.size() == 1 ? "" : ", and " + (evidence.size() - 1) + " more";
        return rule.title() + ": " + RuleWalk.said(evidence.getFirst()) + more;
    }

    private RuleWalk walk(@Nullable LogSource logSource, Event event) {
        return new RuleWalk(event, logSource, resolution, this::matcherOf);
    }

    private ValueMatcher matcherOf(ValueTest test) {
        ValueMatcher known = test instanceof ValueTest.Regex regex ? regexes.get(regex) : null;
        return known == null ? ValueMatcher.of(test) : known;
    }

    /** Why a rule matches an event or, if not, which condition fails first and on what value. */
    public Explanation explain(String ruleId, Event event) {
        CompiledRule rule = byId.get(ruleId);
        if (rule == null) {
            return new Explanation(ruleId, false, whyUnknown(ruleId), "", List.of());
        }
        LogSource source = rule.info().logSource();
        if (!Lane.concerns(source, event.logSources())) {
            return new Explanation(
                    ruleId,
                    false,
                    "the rule is about the log source " + source + " (product/category/service); the event belongs to "
                            + (event.logSources().isEmpty() ? "none" : event.logSources()),
                    rule.info().path(),
                    List.of());
        }
        Expression expression = rule.expression();
        RuleWalk walk = walk(source, event);
        if (expression != null && !walk.matches(expression)) {
            RuleWalk.Failure failure = walk.failure(expression);
            return new Explanation(ruleId, false, failure.reason(), failure.place(), List.of());
        }
        List<Evidence> evidence = expression == null ? List.of() : walk.evidence(expression);
        if (rule.java() != null) {
            return new Explanation(
                    ruleId,
                    false,
                    "the prefilter matches; the rest is decided in Java by "
                            + rule.info().path(),
                    "",
                    evidence);
        }
        return new Explanation(ruleId, true, reason(rule.info(), evidence), "", evidence);
    }

    private String whyUnknown(String ruleId) {
        Optional<String> why = refused.stream()
                .filter(refusal -> ruleId.equals(refusal.ruleId()))
                .map(refusal -> "the rule was refused: " + refusal)
                .findFirst();
        return why.or(() -> blind.stream()
                        .filter(rule -> rule.rule().id().equals(ruleId))
                        .map(rule -> "the rule is blind: " + rule.placeholders() + " have no value")
                        .findFirst())
                .orElse("there is no rule with the id " + ruleId);
    }
}
