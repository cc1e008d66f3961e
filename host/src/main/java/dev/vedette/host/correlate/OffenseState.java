package dev.vedette.host.correlate;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.HostFields;
import dev.vedette.host.detect.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An open offense that findings are joining. Not thread-safe: the engine's lock guards it. */
final class OffenseState {
    private static final int MAX_RULES = 200;
    private static final int TITLES = 3;
    private static final Field SOURCE_IP = Field.of("source.ip");
    private static final Field DESTINATION_IP = Field.of("destination.ip");
    private static final Field HOST_NAME = Field.of("host.name");
    private static final Field HOST_HOSTNAME = Field.of("host.hostname");
    private static final Field USER_NAME = Field.of("user.name");
    private static final Field TARGET_USER = Field.of("user.target.name");
    private static final Field CATEGORY = Field.of("event.category");
    private static final Field OUTCOME = Field.of("event.outcome");
    private static final Field TYPE = Field.of("event.type");
    private static final Field DATASET = Field.of("event.dataset");
    private static final Field MODULE = Field.of("event.module");

    private final Offense start;
    private final int evidence;
    private final Map<String, ContributionBuilder> contributions = new LinkedHashMap<>();
    private final Map<Field, TallyBuilder> tallies = new LinkedHashMap<>();
    private final TallyBuilder users;
    private final TallyBuilder hosts;
    private final TallyBuilder logSources;
    private Instant firstSeen;
    private Instant lastSeen;
    private Instant updatedAt;
    private long eventCount;
    private @Nullable String successEvent;

    OffenseState(Offense start, int evidence) {
        this.start = start;
        this.evidence = evidence;
        start.contributions().forEach(rule -> contributions.put(rule.rule(), new ContributionBuilder(rule, evidence)));
        Involved involved = start.involved();
        tallies.put(SOURCE_IP, new TallyBuilder(involved.sources()));
        tallies.put(DESTINATION_IP, new TallyBuilder(involved.destinations()));
        tallies.put(HostFields.DIRECTION, new TallyBuilder(involved.directions()));
        tallies.put(CATEGORY, new TallyBuilder(involved.categories()));
        users = new TallyBuilder(involved.users());
        hosts = new TallyBuilder(involved.hosts());
        logSources = new TallyBuilder(involved.logSources());
        firstSeen = start.firstSeen();
        lastSeen = start.lastSeen();
        updatedAt = start.updatedAt();
        eventCount = start.eventCount();
        successEvent = start.successEvent();
    }

    static OffenseState open(OffenseKey key, Event first, Instant now, int evidence) {
        Tally none = Tally.EMPTY;
        return new OffenseState(
                new Offense(
                        key.offenseId(first.id()),
                        key.client(),
                        key.field(),
                        key.value(),
                        OffenseStatus.OPEN,
                        "",
                        first.timestamp(),
                        first.timestamp(),
                        now,
                        now,
                        0,
                        List.of(),
                        new Involved(none, none, none, none, none, none, none),
                        null,
                        Rating.NONE,
                        null,
                        List.of()),
                evidence);
    }

    String id() {
        return start.id();
    }

    OffenseKey key() {
        return start.key();
    }

    /** Whether an event of this time belongs to the same story: it is not more than {@code gap} away from it. */
    boolean covers(Instant time, Duration gap) {
        return !time.isBefore(firstSeen.minus(gap)) && !time.isAfter(lastSeen.plus(gap));
    }

    Instant lastSeen() {
        return lastSeen;
    }

    /** @param newEvent whether no other rule has brought this event yet */
    void add(Finding finding, boolean newEvent, Instant now) {
        Event event = finding.event();
        String logSource = logSource(event);
        String rule = finding.rule().id();
        if (contributions.size() < MAX_RULES || contributions.containsKey(rule)) {
            contributions
                    .computeIfAbsent(rule, id -> ContributionBuilder.of(finding.rule(), event.timestamp(), evidence))
                    .add(event, logSource);
        }
        updatedAt = now;
        if (newEvent) {
            addEvent(event, logSource);
        }
    }

    private void addEvent(Event event, String logSource) {
        eventCount++;
        Instant time = event.timestamp();
        firstSeen = time.isBefore(firstSeen) ? time : firstSeen;
        lastSeen = time.isAfter(lastSeen) ? time : lastSeen;
        String id = event.id();
        tallies.forEach((field, tally) -> event.values(field).forEach(value -> tally.add(value.toString(), id)));
        logSources.add(logSource, id);
        String host = event.has(HOST_NAME) ? event.text(HOST_NAME) : event.text(HOST_HOSTNAME);
        if (host != null) {
            hosts.add(host, id);
        }
        event.values(USER_NAME).forEach(user -> users.add(user.toString(), id));
        event.values(TARGET_USER).forEach(user -> users.add(user.toString(), id));
        if (successEvent == null
                && "success".equals(event.text(OUTCOME))
                && !event.values(TYPE).contains("denied")) {
            successEvent = id;
        }
    }

    /** What counts as a type of log source: two of them are two witnesses. */
    private static String logSource(Event event) {
        for (Field field : List.of(DATASET, MODULE, HostFields.PARSER_ID)) {
            String name = event.text(field);
            if (name != null) {
                return name;
            }
        }
        return event.logSources().isEmpty()
                ? "unknown"
                : event.logSources().get(0).toString();
    }

    /** As it stands, not rated. */
    Offense offense() {
        List<Contribution> rules =
                contributions.values().stream().map(ContributionBuilder::done).toList();
        return new Offense(
                start.id(),
                start.client(),
                start.indexField(),
                start.indexValue(),
                OffenseStatus.OPEN,
                description(rules),
                firstSeen,
                lastSeen,
                start.openedAt(),
                updatedAt,
                eventCount,
                rules,
                new Involved(
                        tally(SOURCE_IP),
                        tally(DESTINATION_IP),
                        hosts.done(),
                        users.done(),
                        tally(HostFields.DIRECTION),
                        tally(CATEGORY),
                        logSources.done()),
                successEvent,
                start.rating(),
                null,
                start.notes());
    }

    private Tally tally(Field field) {
        TallyBuilder tally = tallies.get(field);
        return tally == null ? Tally.EMPTY : tally.done();
    }

    private static String description(List<Contribution> rules) {
        String titles = rules.stream()
                .sorted(Comparator.comparingInt(Contribution::severity).reversed())
                .map(Contribution::title)
                .distinct()
                .limit(TITLES)
                .collect(Collectors.joining("; "));
        long more = rules.stream().map(Contribution::title).distinct().count() - TITLES;
        return more > 0 ? titles + "; and " + more + " more" : titles;
    }
}
