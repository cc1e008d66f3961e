package dev.vedette.host.store;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.Field;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.query.SearchPlan;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The events. Thread-safe. Every question takes the clients whose events may be seen; others are not even opened. A
 * question that meets a broken disk throws {@link java.io.UncheckedIOException}.
 */
public interface EventStore extends AutoCloseable {
    /**
     * Adds an event; its client is that of {@code event.raw().origin()}, and it must have an id.
     *
     * @throws StoreFullException if the disk is nearly full: nothing has happened, try the same event again later
     * @throws IOException if the disk fails; if {@link #needsRollBack} says so afterwards, trying again does not help
     */
    void append(Event event) throws IOException;

    /** Adds an event that a failed try may have added to the same slice; the old one with this id goes. */
    void appendReplayed(Event event) throws IOException;

    /** Removes an event from the slices that it may stand in, by its time. */
    void remove(Event event) throws IOException;

    /** Where an event goes when another of its id takes its place; null if that is the same slice. */
    @Nullable
    EventMove move(Event before, Event after);

    /** Removes an event from where it stood, if it stands in its new place. */
    void finish(EventMove move) throws IOException;

    /** Whether a failure of the disk cost events that were not committed: nothing is committed until a roll-back. */
    boolean needsRollBack();

    /**
     * Removes every event whose id is not below another, and opens again what a failure had stopped: what was not committed
     * is gone and is to come again. Nobody may append meanwhile.
     *
     * @param firstId ids are compared as text
     * @param committedFrom slices whose last commit stands for a position below this one hold no such event
     */
    void rollBack(String firstId, long committedFrom) throws IOException;

    /** The newest events that match. */
    SearchResult search(ClientScope scope, SearchPlan plan);

    /** How many match, exactly. */
    long count(ClientScope scope, SearchPlan plan);

    /** The event with an id, or null if there is none in the scope. */
    @Nullable
    Event get(ClientScope scope, String eventId);

    /** The {@code n} most frequent values of a field among the events that match. The plan's limit means nothing. */
    List<TermCount> top(ClientScope scope, SearchPlan plan, Field field, int n);

    /** How many match in each stretch of time, oldest first, stretches without any left out. */
    List<TimeCount> histogram(ClientScope scope, SearchPlan plan, Duration bucket);

    /**
     * Hands over every event that matches, newest first ({@link EventCursor#ORDER}), and keeps no more in memory than the
     * events of one moment. What is added meanwhile may or may not be seen; nothing is seen twice. The plan's limit means
     * nothing: the sink says when it has enough.
     *
     * @param after go on behind this place, or null to begin with the newest
     * @param sink takes an event and says whether it wants more
     */
    ScanEnd scan(
            ClientScope scope,
            SearchPlan plan,
            @Nullable EventCursor after,
            ScanControl control,
            Predicate<Event> sink);

    /**
     * Hands over some fields of every event that matches, in any order: several times faster than {@link #scan} where
     * the fields have columns. {@link Event#TIMESTAMP} is when it happened, {@link SearchPlan#RAW} the record as text.
     * The plan's limit means nothing.
     */
    ScanEnd sweep(ClientScope scope, SearchPlan plan, List<Field> columns, ScanControl control, ColumnSink sink);

    /** Makes everything appended so far durable and notes that the journal is indexed up to a position. */
    void commit(long journalPosition) throws IOException;

    /** The position of the last commit: where replay starts. 0 at first. */
    long committedPosition();

    /** Lets searches see what was appended before. A search does so by itself when the last time is over 1 s ago. */
    void refresh() throws IOException;

    /**
     * Checks the hash chains of the slices that may hold events of a time, as of their last commits. Takes long: it reads
     * every record.
     *
     * @param each gets the verdict on one slice after the other
     */
    void verify(ClientScope scope, Instant from, Instant to, Consumer<SliceVerdict> each);

    /** What is there. */
    StoreStatistics statistics();

    @Override
    void close() throws IOException;
}
