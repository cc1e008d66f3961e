package dev.vedette.host.pipeline;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.HostFields;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.journal.JournaledRecord;
import dev.vedette.host.store.Coalesced;
import dev.vedette.host.store.EventCursor;
import dev.vedette.host.store.EventMove;
import dev.vedette.host.store.EventStore;
import dev.vedette.host.store.HeldEvents;
import dev.vedette.host.store.ScanControl;
import dev.vedette.host.store.state.MoveTable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads stored records again with the present parsers and rules, in a lane of its own, and keeps what comes of it under
 * the same event ids. A record that was understood and would not be any more stays as it is. Rules that would now have
 * fired stand on the events; offenses are not raised for what is past.
 *
 * <p>A crash costs nothing: that an event moves to another slice is noted first; it is written in its new place, made
 * durable, and only then taken from where it stood. A start finishes what is noted. Nothing that a legal hold is about
 * moves or goes.
 */
public final class Reparse {
    private static final Logger LOG = LoggerFactory.getLogger(Reparse.class);
    private static final int PAGE = 500;
    private static final int MOVES = 5_000;
    private static final int BUSY = 5_000; // records under way: then new ones go first
    private static final long PAUSE_NANOS = 20_000_000;

    private final Pipeline pipeline;
    private final EventStore store;
    private final MoveTable table;
    private final HeldEvents held;
    private final Checkpoint checkpoint;
    private final Recovery recovery;

    public Reparse(
            Pipeline pipeline,
            EventStore store,
            MoveTable moves,
            HeldEvents held,
            Checkpoint checkpoint,
            Recovery recovery) {
        this.pipeline = pipeline;
        this.store = store;
        this.table = moves;
        this.held = held;
        this.checkpoint = checkpoint;
        this.recovery = recovery;
    }

    /** What goes when all that was written is durable. */
    private static final class Leaving {
        private final List<Event> gone = new ArrayList<>();
        private final List<EventMove> moved = new ArrayList<>();

        int size() {
            return gone.size() + moved.size();
        }
    }

    /**
     * When the host starts, before the journal is replayed: events that a crash left in two slices go from the older. What
     * is noted stays so until that is durable; doing it twice comes to the same.
     */
    public static void finishMoves(EventStore store, MoveTable table) throws IOException {
        for (EventMove move : table.all()) {
            store.finish(move);
        }
    }

    /**
     * Does it, and tells the difference on the way.
     *
     * @param cancelled asked now and then
     */
    public void run(ReparseRequest request, ReparseDiff diff, BooleanSupplier cancelled)
            throws IOException, InterruptedException {
        long recoveries = recovery.times();
        pass(request, diff, cancelled);
        while (request.apply() && recovery.times() != recoveries && !cancelled.getAsBoolean()) {
            recoveries = recovery.times(); // what was not durable went with the failure of the disk
            pass(request, new ReparseDiff(), cancelled);
        }
    }

    private void pass(ReparseRequest request, ReparseDiff diff, BooleanSupplier cancelled)
            throws IOException, InterruptedException {
        if (request.apply()) {
            List<EventMove> left = table.all(); // an earlier job may have ended half-way
            checkpoint.during(() -> finishMoves(store, table));
            checkpoint.during(() -> table.remove(left));
        }
        store.refresh();
        Set<String> done = new HashSet<>(); // records of several events may be met on several pages
        Leaving moves = new Leaving();
        EventCursor after = null;
        while (!cancelled.getAsBoolean()) {
            List<Event> page = new ArrayList<>(PAGE);
            store.scan(request.scope(), request.plan(), after, ScanControl.NONE, event -> {
                page.add(event);
                return page.size() < PAGE;
            });
            if (page.isEmpty()) {
                break;
            }
            after = EventCursor.after(page.getLast());
            page.removeIf(event -> request.source() != null
                    && !request.source().equals(event.raw().origin().source()));
            reparse(page, request, diff, done, moves);
            if (moves.size() >= MOVES) {
                finish(moves);
            }
            while (pipeline.pending() > BUSY && !cancelled.getAsBoolean()) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        if (request.apply()) {
            finish(moves);
        }
    }

    private void reparse(List<Event> page, ReparseRequest request, ReparseDiff diff, Set<String> done, Leaving moves)
            throws IOException, InterruptedException {
        Map<String, Event> byId = new HashMap<>();
        page.forEach(event -> byId.put(event.id(), event));
        TreeMap<Long, List<Event>> records = new TreeMap<>(); // what each gave, by position
        for (Event event : page) {
            String record = recordOf(event.id());
            long position = Long.parseUnsignedLong(record, 16);
            if (!records.containsKey(position) && !done.contains(record)) {
                List<Event> gave = gave(record, request.scope(), byId);
                records.put(position, gave);
                if (gave.size() > 1) {
                    done.add(record);
                }
            }
        }
        for (Finished finished : again(records)) {
            List<Event> before = new ArrayList<>();
            finished.parts().forEach(part -> before.addAll(records.getOrDefault(part.position(), List.of())));
            List<Event> now =
                    finished instanceof Finished.Indexable indexable ? together(before, indexable) : List.of();
            if (before.stream().anyMatch(Reparse::understood) && now.stream().noneMatch(Reparse::understood)) {
                diff.kept(before.size());
            } else if (wouldTakeHeld(before, now)) {
                diff.kept(before.size());
                LOG.info(
                        "A legal hold keeps the event {} where it is; it is not parsed again.",
                        before.getFirst().id());
            } else if (diff.compare(before, now) && request.apply()) {
                apply(before, now, moves);
            }
        }
    }

    /** An event that stands for many is read by the first of them, and stands for all again. */
    private static List<Event> together(List<Event> before, Finished.Indexable now) {
        return before.size() == 1
                        && Coalesced.is(before.getFirst())
                        && now.events().size() == 1
                ? List.of(Coalesced.again(before.getFirst(), now.events().getFirst()))
                : now.events();
    }

    /** The event id without the number in its record. */
    private static String recordOf(String id) {
        int dash = id.indexOf('-');
        return dash < 0 ? id : id.substring(0, dash);
    }

    private List<Event> gave(String record, ClientScope scope, Map<String, Event> known) {
        List<Event> events = new ArrayList<>(1);
        for (int number = 0; ; number++) {
            String id = number == 0 ? record : record + "-" + number;
            Event event = known.containsKey(id) ? known.get(id) : store.get(scope, id);
            if (event != null) {
                events.add(event);
            } else if (number > 0) {
                return events;
            }
        }
    }

    private static boolean understood(Event event) {
        Object kind = event.get(HostFields.KIND);
        return event.get(HostFields.PARSER_ID) != null && !"pipeline_error".equals(kind);
    }

    private List<Finished> again(TreeMap<Long, List<Event>> records) throws InterruptedException {
        List<JournaledRecord> raw = new ArrayList<>(records.size());
        records.forEach((position, events) -> raw.add(new JournaledRecord(
                position, Coalesced.records(events.getFirst()).getFirst())));
        CollectingOutlet outlet = new CollectingOutlet();
        WorkerSlot lane = pipeline.slot("reparse", outlet);
        lane.start();
        lane.put(raw);
        lane.stop();
        while (!lane.awaitEnd(Duration.ofSeconds(10).toMillis())) {
            // a plugin hangs: the guard takes it away
        }
        return outlet.finished();
    }

    /** Whether an event that is held would go from its slice. */
    private boolean wouldTakeHeld(List<Event> before, List<Event> now) {
        Map<String, Event> after = byId(now);
        return before.stream().anyMatch(event -> {
            Event instead = after.get(event.id());
            return (instead == null || store.move(event, instead) != null) && held.holds(event);
        });
    }

    private static Map<String, Event> byId(List<Event> events) {
        Map<String, Event> byId = new HashMap<>();
        events.forEach(event -> byId.put(event.id(), event));
        return byId;
    }

    private void apply(List<Event> before, List<Event> now, Leaving leaving) throws IOException {
        Map<String, Event> after = byId(now);
        List<EventMove> moved = new ArrayList<>();
        for (Event event : before) {
            Event instead = after.get(event.id());
            EventMove move = instead == null ? null : store.move(event, instead);
            if (move != null) {
                moved.add(move);
            } else if (instead == null) {
                leaving.gone.add(event);
            }
        }
        table.add(moved); // before any checkpoint can make the new copies durable
        leaving.moved.addAll(moved);
        for (Event event : now) {
            store.appendReplayed(event);
        }
    }

    /** What was written is durable; then it goes from where it stood before. */
    private void finish(Leaving leaving) throws IOException {
        checkpoint.during(() -> {
            for (EventMove move : leaving.moved) {
                store.finish(move);
            }
            for (Event event : leaving.gone) {
                store.remove(event);
            }
        });
        checkpoint.during(() -> table.remove(leaving.moved)); // what went is durable
        leaving.moved.clear();
        leaving.gone.clear();
    }

    /** Keeps what comes out of a lane. */
    private static final class CollectingOutlet implements Outlet {
        private final List<Finished> finished = new ArrayList<>();

        @Override
        public synchronized boolean publish(Finished one, boolean again) {
            finished.add(one);
            return true;
        }

        @Override
        public boolean isStopping() {
            return false;
        }

        @Override
        public void waitForRetry() {
            // nothing fails here
        }

        synchronized List<Finished> finished() {
            return List.copyOf(finished);
        }
    }
}
