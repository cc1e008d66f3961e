package dev.vedette.host.correlate;

import dev.vedette.api.event.Event;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.detect.Finding;
import dev.vedette.host.profile.ThreatProfiles;
import dev.vedette.host.reference.Client;
import dev.vedette.host.reference.Clients;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Joins findings to offenses. Thread-safe.
 *
 * <p>{@link #accept} works in memory; {@link #flush} writes what changed. The order that loses and doubles nothing, kill
 * -9 included: accept the findings of a record, flush, commit the event store up to a journal position, then
 * {@link #committed} with that position. Between flush and commit a crash replays records whose findings are written
 * already: they are recognised and not counted again.
 */
public final class OffenseEngine {
    /** So many changed offenses are written without waiting for the next flush. */
    private static final int MAX_CHANGED = 2_000;
    /** How many open offenses are rated anew when profiles change: those of the highest rank. */
    private static final int MAX_RERATED = 10_000;

    private static final int PAGE = 200;

    private final OffenseRepository repository;
    private final Clients clients;
    private final OffenseSettings settings;
    private final RatingFormula formula;
    private final Clock clock;
    private final Object lock = new Object();
    private final Object writing = new Object(); // taken before lock, never after
    private final OpenOffenses open;
    private final CountedFindings counted;
    private final Set<OffenseState> changed = new LinkedHashSet<>();
    private volatile ThreatProfiles profiles = ThreatProfiles.EMPTY;
    private long findings;
    private long withoutIndex;
    private long informational;
    private long repeated;
    private long opened;

    public OffenseEngine(OffenseRepository repository, Clients clients, OffenseSettings settings, Clock clock) {
        this.repository = repository;
        this.clients = clients;
        this.settings = settings;
        this.formula = new RatingFormula(settings.sourceReliability());
        this.clock = clock;
        this.open = new OpenOffenses(repository, settings);
        this.counted = new CountedFindings(repository.counted());
    }

    /**
     * Takes the findings of a batch of records.
     *
     * @param position the highest journal position of the records that the findings came from
     * @return one update for each finding that joined an offense
     */
    public List<OffenseUpdate> accept(List<Finding> batch, long position) {
        if (batch.isEmpty()) {
            return List.of();
        }
        List<OffenseUpdate> updates = new ArrayList<>(batch.size());
        boolean full;
        Instant now = clock.instant();
        synchronized (lock) {
            for (Finding finding : batch) {
                OffenseUpdate update = join(finding, position, now);
                if (update != null) {
                    updates.add(update);
                }
            }
            full = changed.size() >= MAX_CHANGED;
        }
        if (full) {
            flush();
        }
        return updates;
    }

    private @Nullable OffenseUpdate join(Finding finding, long position, Instant now) {
        findings++;
        if (finding.rule().level().equals("informational")) {
            informational++;
            return null;
        }
        OffenseKey key = OffenseIndex.of(finding);
        if (key == null) {
            withoutIndex++;
            return null;
        }
        Event event = finding.event();
        String eventKey = key.text() + '\u0000' + event.id();
        OffenseState state = open.find(key, event.timestamp()); // first: it may fail, and then nothing is counted
        if (!counted.add(eventKey + '\u0000' + finding.rule().id(), position)) {
            repeated++;
            return null;
        }
        boolean newEvent = counted.add(eventKey, position);
        boolean opens = state == null;
        if (state == null) {
            state = OffenseState.open(key, event, now, settings.evidencePerRule());
            open.add(state);
            opened++;
        }
        state.add(finding, newEvent, now);
        changed.add(state);
        return new OffenseUpdate(state.id(), key.client(), finding.rule().id(), event.id(), opens);
    }

    /** Writes everything accepted so far; when this returns, it is on the disk. */
    public void flush() {
        synchronized (writing) {
            List<OffenseState> states;
            List<Offense> offenses;
            CountedBatch batch;
            synchronized (lock) {
                states = List.copyOf(changed);
                offenses = states.stream().map(state -> rated(state.offense())).toList();
                changed.clear();
                batch = counted.take();
            }
            boolean written = false;
            try {
                repository.save(offenses, batch);
                written = true;
            } finally {
                synchronized (lock) {
                    if (written) {
                        open.trim(changed);
                    } else {
                        changed.addAll(states);
                        counted.takeBack(batch);
                    }
                }
            }
        }
    }

    /** The event store holds every record below this journal position for good: none of them will be replayed. */
    public void committed(long position) {
        synchronized (writing) {
            repository.forgetCounted(position);
            synchronized (lock) {
                counted.forgetBelow(position);
            }
        }
    }

    private Offense rated(Offense offense) {
        Client client = clients.get(offense.client());
        return offense.withRating(formula.rate(offense, client, profiles.ranking(client.profileId())));
    }

    /** Offenses by rank, as of now. */
    public OffensePage list(ClientScope scope, OffenseFilter filter) {
        flush();
        return repository.list(scope, filter);
    }

    /** The offense of this id as of now, or null if there is none in this scope. */
    public @Nullable Offense get(ClientScope scope, String id) {
        synchronized (lock) {
            for (OffenseState state : changed) {
                if (state.id().equals(id)) {
                    return scope.allows(state.key().client()) ? rated(state.offense()) : null;
                }
            }
        }
        return repository.get(scope, id);
    }

    /**
     * Closes an offense, or closes it for another reason; further findings with its key open a new one.
     *
     * @param by who does it
     * @return the closed offense, or null if there is none of this id in this scope
     */
    public @Nullable Offense close(ClientScope scope, String id, CloseReason reason, String by) {
        return change(scope, id, offense -> offense.closed(new Offense.Closing(reason, by, clock.instant())));
    }

    /** Adds a note; null if there is no offense of this id in this scope. */
    public @Nullable Offense note(ClientScope scope, String id, String text, String by) {
        return change(scope, id, offense -> offense.withNote(new Offense.Note(by, clock.instant(), text)));
    }

    private @Nullable Offense change(ClientScope scope, String id, UnaryOperator<Offense> how) {
        synchronized (writing) {
            synchronized (lock) { // no finding joins between reading and writing
                flush();
                Offense before = repository.get(scope, id);
                if (before == null) {
                    return null;
                }
                Offense after = how.apply(before);
                repository.save(List.of(after), new CountedBatch(-1, new long[0]));
                open.forget(after.key()); // read again when a finding needs it
                return after;
            }
        }
    }

    /** Rates open offenses by other profiles. */
    public void contentChanged(ThreatProfiles current) {
        synchronized (writing) {
            profiles = current;
            flush();
            List<Offense> rerated = new ArrayList<>();
            OffenseFilter filter = OffenseFilter.open(PAGE);
            for (int offset = 0; offset < MAX_RERATED; offset += PAGE) {
                List<Offense> page = repository
                        .list(ClientScope.ALL, filter.atOffset(offset))
                        .offenses();
                for (Offense offense : page) {
                    Offense now = rated(offense);
                    if (!now.rating().equals(offense.rating())) {
                        rerated.add(now);
                    }
                }
                if (page.size() < PAGE) {
                    break;
                }
            }
            repository.save(rerated, new CountedBatch(-1, new long[0]));
        }
    }

    /** How lively an offense is now. */
    public OffenseLife life(Offense offense) {
        Duration idle = Duration.between(offense.updatedAt(), clock.instant());
        if (idle.compareTo(settings.activeFor()) <= 0) {
            return OffenseLife.ACTIVE;
        }
        return idle.compareTo(settings.inactiveAfter()) <= 0 ? OffenseLife.DORMANT : OffenseLife.INACTIVE;
    }

    public OffenseStatistics statistics() {
        synchronized (lock) {
            return new OffenseStatistics(
                    findings, withoutIndex, informational, repeated, opened, counted.forgotten(), open.size());
        }
    }
}
