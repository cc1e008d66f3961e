package dev.vedette.host.report;

import dev.vedette.api.report.ReportTable;
import dev.vedette.host.correlate.Contribution;
import dev.vedette.host.correlate.Offense;
import dev.vedette.host.correlate.OffensePage;
import dev.vedette.host.correlate.Term;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tables about offenses. */
final class OffenseTables {
    /** For so many offenses, those of the highest rank, the terms of the rating are shown. */
    private static final int EXPLAINED = 25;

    private final OffensePage page;

    OffenseTables(OffensePage page) {
        this.page = page;
    }

    ReportTable ranked() {
        Table table = new Table(
                "offenses",
                page.total() <= page.offenses().size()
                        ? "Offenses by rank"
                        : "Offenses by rank: the first " + page.offenses().size() + " of " + page.total(),
                "rank",
                "score",
                "level",
                "credibility",
                "offense",
                "index_field",
                "index_value",
                "events",
                "rules",
                "techniques",
                "status",
                "first_seen",
                "last_seen",
                "client",
                "id");
        long rank = page.offset();
        for (Offense offense : page.offenses()) {
            table.row(
                    ++rank,
                    offense.rating().score(),
                    offense.rating().level(),
                    offense.rating().credibilityWord(),
                    offense.description(),
                    offense.indexField(),
                    offense.indexValue(),
                    offense.eventCount(),
                    offense.contributions().stream().map(Contribution::title).toList(),
                    offense.techniques(),
                    offense.status().name().toLowerCase(java.util.Locale.ROOT),
                    offense.firstSeen(),
                    offense.lastSeen(),
                    offense.client(),
                    offense.id());
        }
        return table.done();
    }

    ReportTable levels() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String level : List.of("critical", "high", "medium", "low", "informational")) {
            counts.put(level, 0L);
        }
        page.offenses().forEach(offense -> counts.merge(offense.rating().level(), 1L, Long::sum));
        Table table = new Table("levels", "Offenses by level", "level", "offenses");
        counts.forEach(table::row);
        return table.done().asChart();
    }

    /** Every term of the rating, with its evidence: whoever adds them up gets the score. */
    ReportTable terms() {
        Table table = new Table(
                "rating",
                "Why they are rated so",
                "rank",
                "offense",
                "term",
                "value",
                "weight",
                "explanation",
                "events",
                "rules");
        long rank = page.offset();
        for (Offense offense : page.offenses().stream().limit(EXPLAINED).toList()) {
            rank++;
            for (Term term : offense.rating().terms()) {
                table.row(
                        rank,
                        offense.description(),
                        term.name(),
                        term.value(),
                        term.weight(),
                        term.explanation(),
                        term.events(),
                        term.rules());
            }
        }
        return table.done();
    }

    ReportTable rules() {
        Map<String, RuleSum> sums = new TreeMap<>();
        for (Offense offense : page.offenses()) {
            for (Contribution rule : offense.contributions()) {
                sums.computeIfAbsent(rule.rule(), id -> new RuleSum(rule)).add(rule);
            }
        }
        Table table = new Table(
                "rules", "Rules that fired", "rule", "level", "events", "offenses", "techniques", "pack", "rule_id");
        sums.values().stream()
                .sorted(Comparator.comparingLong((RuleSum sum) -> sum.events)
                        .reversed()
                        .thenComparing(sum -> sum.rule.rule()))
                .forEach(sum -> table.row(
                        sum.rule.title(),
                        sum.rule.level(),
                        sum.events,
                        sum.offenses,
                        sum.rule.techniques(),
                        sum.rule.pack(),
                        sum.rule.rule()));
        return table.done();
    }

    private static final class RuleSum {
        private final Contribution rule;
        private long events;
        private long offenses;

        RuleSum(Contribution rule) {
            this.rule = rule;
        }

        void add(Contribution contribution) {
            events += contribution.count();
            offenses++;
        }
    }

    ReportTable techniques() {
        Map<String, long[]> sums = new TreeMap<>();
        for (Offense offense : page.offenses()) {
            for (String technique : offense.techniques()) {
                sums.computeIfAbsent(technique, id -> new long[2])[0]++;
            }
            for (Contribution rule : offense.contributions()) {
                for (String technique : rule.techniques()) {
                    sums.computeIfAbsent(technique, id -> new long[2])[1] += rule.count();
                }
            }
        }
        Table table = new Table("techniques", "ATT&CK techniques of these offenses", "technique", "offenses", "events");
        sums.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, long[]> sum) -> -sum.getValue()[0])
                        .thenComparing(Map.Entry::getKey))
                .forEach(sum -> table.row(sum.getKey(), sum.getValue()[0], sum.getValue()[1]));
        return table.done();
    }
}
