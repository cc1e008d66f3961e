package dev.vedette.host.report;

import dev.vedette.api.event.Field;
import dev.vedette.api.event.HostFields;
import dev.vedette.api.report.ReportTable;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.query.Condition;
import dev.vedette.host.query.SearchPlan;
import dev.vedette.host.store.EventStore;
import dev.vedette.host.store.TermCount;
import dev.vedette.host.store.TimeCount;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tables about events. */
final class EventTables {
    private static final Field DATASET = Field.of("event.dataset");
    private static final Field SOURCE_IP = Field.of("source.ip");
    private static final int TOP = 15;
    private static final int MAX_BARS = 60;
    private static final List<Duration> STEPS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(12),
            Duration.ofDays(1),
            Duration.ofDays(7),
            Duration.ofDays(30));

    private final EventStore events;
    private final ClientScope scope;
    private final SearchPlan all;

    EventTables(EventStore events, ClientScope scope, Instant from, Instant to) {
        this.events = events;
        this.scope = scope;
        this.all = new SearchPlan(new Condition.Everything(), from, to, 0);
    }

    long count() {
        return events.count(scope, all);
    }

    /** Every stretch of the time, those without an event too. */
    ReportTable overTime() {
        Duration step = step();
        Map<Instant, Long> counts = new HashMap<>();
        long seconds = step.toSeconds();
        for (TimeCount count : events.histogram(scope, all, step)) {
            counts.merge(floor(count.start(), seconds), count.count(), Long::sum);
        }
        Table table = new Table("events_over_time", "Events over time", "time", "events");
        for (Instant start = floor(all.from(), seconds); start.isBefore(all.to()); start = start.plus(step)) {
            table.row(start, counts.getOrDefault(start, 0L));
        }
        return table.done().asChart();
    }

    private Duration step() {
        Duration span = Duration.between(all.from(), all.to());
        for (Duration step : STEPS) {
            if (span.dividedBy(step) < MAX_BARS) {
                return step;
            }
        }
        return Duration.ofSeconds(Math.max(1, span.toSeconds() / (MAX_BARS - 1)));
    }

    private static Instant floor(Instant time, long seconds) {
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), seconds) * seconds);
    }

    ReportTable datasets() {
        return top("datasets", "Events by dataset", "dataset", DATASET).asChart();
    }

    ReportTable sources() {
        return top("sources", "Most frequent source addresses", "source", SOURCE_IP)
                .asChart();
    }

    private ReportTable top(String id, String title, String column, Field field) {
        Table table = new Table(id, title, column, "events");
        for (TermCount term : events.top(scope, all, field, TOP)) {
            table.row(term.value(), term.count());
        }
        return table.done();
    }

    /** Which parsers understood how much; what none understood is a row too. */
    ReportTable parsers() {
        long total = count();
        Table table = new Table("parsers", "Parsers", "parser", "events", "percent");
        long read = 0;
        for (TermCount term : events.top(scope, all, HostFields.PARSER_ID, 100)) {
            table.row(term.value(), term.count(), percent(term.count(), total));
            read += term.count();
        }
        if (total > read) {
            table.row("(no parser)", total - read, percent(total - read, total));
        }
        return table.done();
    }

    private static double percent(long part, long whole) {
        return whole == 0 ? 0 : Math.round(1000.0 * part / whole) / 10.0;
    }
}
