package dev.vedette.host.source;

import dev.vedette.api.event.RawRecord;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.store.state.SourceTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All sources. Thread-safe: {@link #heard} is called by every worker of the pipeline and is quick. */
public final class Sources {
    /** A sender becomes a source with so many records: forged ones rarely send a second. */
    static final int ESTABLISHED = 3;

    static final int MOST_STRANGERS = 20_000;
    private static final int MOST_NOTICES =
            1_000; // that wait; of a whole network cut off the rest comes with the next sweep
    private static final Logger LOG = LoggerFactory.getLogger(Sources.class);

    private final SourceSettings settings;
    private final SourceTable table;
    private final NoticeSender sender;
    private final Clock clock;
    private final Uptime uptime;
    private final Map<SourceId, TrackedSource> tracked = new ConcurrentHashMap<>();
    private final Map<SourceId, Integer> strangers = Collections.synchronizedMap(new Strangers());
    private final Queue<Notice> notices = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger(); // notices
    private final LongAdder untracked = new LongAdder();
    private volatile EarlierEvents earlier = EarlierEvents.NONE;

    private static final class Strangers extends LinkedHashMap<SourceId, Integer> {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SourceId, Integer> eldest) {
            return size() > MOST_STRANGERS;
        }
    }

    /**
     * The sources that an earlier run knew.
     *
     * @param nanos a clock that only goes forward, such as {@code System::nanoTime}
     */
    public Sources(SourceSettings settings, SourceTable table, NoticeSender sender, Clock clock, LongSupplier nanos) {
        this.settings = settings;
        this.table = table;
        this.sender = sender;
        this.clock = clock;
        this.uptime = new Uptime(nanos);
        for (SourceTable.Row row : table.all()) {
            SourceMemory memory = MemoryJson.read(row);
            TrackedSource source = new TrackedSource(
                    memory.id(),
                    settings,
                    memory.firstSeen(),
                    new Cadence(memory.usual(), memory.alarmed(), memory.day()));
            source.restore(memory);
            tracked.put(memory.id(), source);
        }
    }

    /** Says how events of before are parsed again. */
    public void onRecognised(EarlierEvents again) {
        earlier = again;
    }

    /**
     * A record came to its end.
     *
     * @param parser id of the parser that took it, or null
     */
    public void heard(RawRecord record, @Nullable String parser, Reading reading) {
        if (record.origin().receiver().equals(NoticeSender.RECEIVER)) {
            return; // the host's own voice
        }
        SourceId id = SourceId.of(record.origin());
        TrackedSource source = tracked.get(id);
        if (source == null) {
            source = admit(id, record.receivedAt());
        }
        if (source == null) {
            untracked.increment();
            return;
        }
        List<Notice> found = new ArrayList<>(0);
        source.heard(record, parser, reading, uptime.millis(), found);
        found.forEach(this::note);
    }

    private @Nullable TrackedSource admit(SourceId id, Instant at) {
        if (strangers.merge(id, 1, Integer::sum) < ESTABLISHED || tracked.size() >= settings.mostTracked()) {
            return null;
        }
        strangers.remove(id);
        return tracked.computeIfAbsent(
                id, it -> new TrackedSource(it, settings, at, new Cadence(at.getEpochSecond() / 86_400)));
    }

    private void note(Notice notice) {
        waiting.incrementAndGet();
        notices.add(notice);
    }

    /** Finds who is silent and sends out what was found. Called at a steady pace by one thread. */
    public void sweep() {
        long up = uptime.millis();
        Instant now = clock.instant();
        for (TrackedSource source : tracked.values()) {
            if (waiting.get() >= MOST_NOTICES) {
                break;
            }
            Notice silent = source.sweep(up, now);
            if (silent != null) {
                note(silent);
            }
        }
        for (Notice notice = notices.peek(); notice != null; notice = notices.peek()) {
            if (notice.isEvent() && !sender.send(notice)) {
                break; // the journal is full: the next time
            }
            notices.remove();
            waiting.decrementAndGet();
            follow(notice);
        }
    }

    private void follow(Notice notice) {
        switch (notice) {
            case Notice.Recognised recognised -> {
                LOG.info(
                        "The source {} of client {} was recognised as {}.",
                        recognised.source().id().source(),
                        recognised.source().id().client(),
                        recognised.parser());
                Duration lookBack = settings.detection().lookBack();
                if (recognised.unparsedBefore() && !lookBack.isZero()) {
                    earlier.parseAgain(recognised.source().id(), clock.instant().minus(lookBack));
                }
            }
            case Notice.Silent silent ->
                LOG.warn(
                        "The source {} of client {} is silent: nothing for {} s.",
                        silent.source().name(),
                        silent.source().id().client(),
                        silent.source().quiet().toSeconds());
            case Notice.Returned returned ->
                LOG.info(
                        "The source {} of client {} is heard again.",
                        returned.source().name(),
                        returned.source().id().client());
        }
    }

    /** Writes what has changed; what cannot be written now is written the next time. */
    public synchronized void keep() {
        List<SourceTable.Row> rows = new ArrayList<>();
        List<TrackedSource> written = new ArrayList<>();
        for (TrackedSource source : tracked.values()) {
            SourceMemory memory = source.changes();
            if (memory != null) {
                rows.add(MemoryJson.write(memory));
                written.add(source);
            }
        }
        boolean kept = false;
        try {
            table.put(rows);
            kept = true;
        } finally {
            if (!kept) {
                written.forEach(TrackedSource::stillChanged);
            }
        }
    }

    /** All that may be seen, the one heard last first. */
    public List<Source> list(ClientScope scope) {
        long up = uptime.millis();
        return tracked.values().stream()
                .filter(source -> scope.allows(source.id().client()))
                .map(source -> source.view(up))
                .sorted(Comparator.comparing(Source::lastSeen)
                        .reversed()
                        .thenComparing(source -> source.id().source()))
                .toList();
    }

    /** The one of this {@link SourceId#handle}, or null if there is none that may be seen. */
    public @Nullable Source get(ClientScope scope, String handle) {
        TrackedSource source = find(scope, handle);
        return source == null ? null : source.view(uptime.millis());
    }

    private @Nullable TrackedSource find(ClientScope scope, String handle) {
        return tracked.values().stream()
                .filter(source -> scope.allows(source.id().client()))
                .filter(source -> source.id().handle().equals(handle))
                .findFirst()
                .orElse(null);
    }

    /**
     * Sets what people wish of a source.
     *
     * @param name null leaves it, an empty one goes back to the made one
     * @param silentAfter null leaves it, zero is never, a negative one goes back to what is learned
     * @return how it is now, or null if there is none that may be seen
     */
    public @Nullable Source wish(
            ClientScope scope, String handle, @Nullable String name, @Nullable Duration silentAfter) {
        TrackedSource source = find(scope, handle);
        if (source == null) {
            return null;
        }
        source.wish(name, silentAfter);
        keep();
        return source.view(uptime.millis());
    }

    /** Forgets a source, its habits and formats; its events stay. It is new when it is heard again. */
    public synchronized boolean forget(ClientScope scope, String handle) {
        TrackedSource source = find(scope, handle);
        if (source == null) {
            return false;
        }
        tracked.remove(source.id());
        table.remove(source.id().client(), source.id().source());
        return true;
    }

    /** How many are tracked. */
    public int size() {
        return tracked.size();
    }

    /** How many of them are silent. */
    public long silent() {
        long up = uptime.millis();
        return tracked.values().stream()
                .filter(source -> source.view(up).silent())
                .count();
    }

    /** Records of senders that are not tracked: strangers, and those beyond the limit. */
    public long untracked() {
        return untracked.sum();
    }
}
