package dev.vedette.host.pipeline;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.HostFields;
import dev.vedette.api.event.Origin;
import dev.vedette.host.journal.JournaledRecord;
import dev.vedette.host.store.Coalesced;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes one event of many alike, as QRadar does: of events of one source with the same kind, addresses, destination port
 * and user, the first three of ten seconds pass, the others become one with a count when the ten seconds are over. Unlike
 * there all raw records are kept. Rules have seen every single event before; one that a rule hit always passes, for it is
 * evidence.
 *
 * <p>Records that are held here have not come to their end: the journal has them until the one event is written. Time is
 * that of receipt, so that a replay coalesces as it was done live. Not thread-safe.
 */
final class Coalescer {
    static final Duration WINDOW = Duration.ofSeconds(10);
    static final int SINGLY = 3;
    static final int MOST_PARTS = 2_000;
    private static final int MOST_BYTES = 512 * 1024;
    private static final int MOST_WINDOWS = 10_000;

    private static final Field DATASET = Field.of("event.dataset");
    private static final Field CODE = Field.of("event.code");
    private static final Field ACTION = Field.of("event.action");
    private static final Field SOURCE = Field.of("source.ip");
    private static final Field DESTINATION = Field.of("destination.ip");
    private static final Field PORT = Field.of("destination.port");
    private static final Field USER = Field.of("user.name");

    private final Predicate<Origin> wanted;
    private final Map<Key, Window> windows = new LinkedHashMap<>(); // the one begun first comes first

    /** @param wanted whose events are coalesced */
    Coalescer(Predicate<Origin> wanted) {
        this.wanted = wanted;
    }

    private record Key(
            String client,
            String source,
            @Nullable Object dataset,
            @Nullable Object code,
            @Nullable Object action,
            @Nullable Object from,
            @Nullable Object to,
            @Nullable Object port,
            @Nullable Object user) {}

    /** Ten seconds of one key. */
    private static final class Window {
        private final Instant end;
        private int passed;
        private @Nullable Event first;
        private final List<JournaledRecord> records = new ArrayList<>();
        private final List<Coalesced.Part> parts = new ArrayList<>();
        private long bytes;

        Window(Instant end) {
            this.end = end;
        }

        /** Also when the clock was set back: what is held must not wait for it to come again. */
        boolean isOver(Instant now) {
            return !now.isBefore(end) || now.isBefore(end.minus(WINDOW));
        }
    }

    /** Takes what came to its end; it goes to {@code out} at once, or later as a part of one event. */
    void accept(Finished finished, Consumer<Finished> out) {
        if (!(finished instanceof Finished.Indexable one)
                || one.events().size() != 1
                || one.parts().size() != 1
                || !one.findings().isEmpty()
                || !wanted.test(one.parts().getFirst().record().origin())
                || !one.events().getFirst().has(HostFields.PARSER_ID)) {
            out.accept(finished);
            return;
        }
        Event event = one.events().getFirst();
        JournaledRecord record = one.parts().getFirst();
        Key key = key(event, record.record().origin());
        Window window = windows.get(key);
        if (window != null && window.isOver(record.record().receivedAt())) {
            windows.remove(key);
            close(window, out);
            window = null;
        }
        if (window == null) {
            window = new Window(record.record().receivedAt().plus(WINDOW));
            windows.put(key, window);
            shed(out);
        }
        if (window.passed < SINGLY) {
            window.passed++;
            out.accept(finished);
            return;
        }
        hold(window, event, record);
        if (window.parts.size() >= MOST_PARTS || window.bytes >= MOST_BYTES) {
            close(window, out); // the window goes on with an empty one
        }
    }

    private static void hold(Window window, Event event, JournaledRecord record) {
        if (window.first == null) {
            window.first = event;
        }
        window.records.add(record);
        window.parts.add(new Coalesced.Part(record.position(), record.record(), event.timestamp()));
        window.bytes += record.record().bytes().length;
    }

    private static Key key(Event event, Origin origin) {
        return new Key(
                origin.client(),
                origin.source(),
                event.get(DATASET),
                event.get(CODE),
                event.get(ACTION),
                event.get(SOURCE),
                event.get(DESTINATION),
                event.get(PORT),
                event.get(USER));
    }

    private void shed(Consumer<Finished> out) {
        if (windows.size() > MOST_WINDOWS) {
            Iterator<Window> eldest = windows.values().iterator();
            Window window = eldest.next();
            eldest.remove();
            close(window, out);
        }
    }

    private static void close(Window window, Consumer<Finished> out) {
        Event first = window.first;
        if (first != null) {
            List<JournaledRecord> records = List.copyOf(window.records);
            Event one = Coalesced.of(first, window.parts);
            window.first = null;
            window.records.clear();
            window.parts.clear();
            window.bytes = 0;
            out.accept(new Finished.Indexable(records, List.of(one), List.of()));
        }
    }

    /** Lets go what is over. */
    void tick(Instant now, Consumer<Finished> out) {
        for (Iterator<Window> each = windows.values().iterator(); each.hasNext(); ) {
            Window window = each.next();
            if (window.isOver(now)) {
                each.remove();
                close(window, out);
            }
        }
    }

    /** Lets everything go: nothing more will come. */
    void flush(Consumer<Finished> out) {
        List<Window> all = List.copyOf(windows.values());
        windows.clear();
        all.forEach(window -> close(window, out));
    }
}
