package dev.vedette.host.correlate;

import dev.vedette.api.event.Event;
import dev.vedette.host.correlate.Contribution.SourceShare;
import dev.vedette.host.detect.RuleInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A {@link Contribution} being counted. */
final class ContributionBuilder {
    private static final int MAX_LOG_SOURCES = 20;
    private static final Pattern NO_TACTIC = Pattern.compile("attack\\.[a-z]\\d+.*");

    private final Contribution start;
    private final List<String> events;
    private final List<SourceShare> logSources;
    private final int evidence;
    private long count;
    private Instant first;
    private Instant last;

    ContributionBuilder(Contribution start, int evidence) {
        this.start = start;
        this.evidence = evidence;
        this.events = new ArrayList<>(start.events());
        this.logSources = new ArrayList<>(start.logSources());
        this.count = start.count();
        this.first = start.first();
        this.last = start.last();
    }

    static ContributionBuilder of(RuleInfo rule, Instant time, int evidence) {
        return new ContributionBuilder(
                new Contribution(
                        rule.id(),
                        rule.title(),
                        rule.level(),
                        Math.clamp(rule.severity(), 0, 10),
                        confidence(rule.status()),
                        rule.pack().id() + "@" + rule.pack().version(),
                        rule.techniques(),
                        tactics(rule.tags()),
                        0,
                        time,
                        time,
                        List.of(),
                        List.of()),
                evidence);
    }

    /** How far a rule is to be believed, by what its author says of its state (Sigma's {@code status}). */
    static double confidence(@Nullable String status) {
        return switch (status) {
            case "stable" -> 0.9;
            case "test" -> 0.8;
            case "experimental" -> 0.6;
            case "deprecated" -> 0.4;
            case "unsupported" -> 0.2;
            case null, default -> 0.7;
        };
    }

    /** The tactics among Sigma tags, which write them with underscores or dashes: {@code attack.initial_access}. */
    static List<String> tactics(List<String> tags) {
        return tags.stream()
                .map(tag -> tag.toLowerCase(Locale.ROOT))
                .filter(tag ->
                        tag.startsWith("attack.") && !NO_TACTIC.matcher(tag).matches())
                .map(tag -> tag.substring("attack.".length()).replace('_', '-'))
                .distinct()
                .toList();
    }

    void add(Event event, String logSource) {
        Instant time = event.timestamp();
        count++;
        first = time.isBefore(first) ? time : first;
        last = time.isAfter(last) ? time : last;
        if (events.size() < evidence) {
            events.add(event.id());
        }
        if (logSources.size() < MAX_LOG_SOURCES
                && logSources.stream().noneMatch(share -> share.logSource().equals(logSource))) {
            logSources.add(new SourceShare(logSource, event.id()));
        }
    }

    Contribution done() {
        return new Contribution(
                start.rule(),
                start.title(),
                start.level(),
                start.severity(),
                start.confidence(),
                start.pack(),
                start.techniques(),
                start.tactics(),
                count,
                first,
                last,
                events,
                logSources);
    }
}
