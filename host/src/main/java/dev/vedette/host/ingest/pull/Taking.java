package dev.vedette.host.ingest.pull;

import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.ingest.Intake;
import dev.vedette.host.ingest.ReceiverCounters;
import dev.vedette.host.ingest.SourceMarks;
import dev.vedette.host.journal.SourceMark;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes the records of one connector. Used by its thread only. */
public final class Taking {
    private final ConnectorSettings settings;
    private final Intake intake;
    private final SourceMarks marks;
    private final ReceiverCounters counters;
    private final Clock clock;
    private final Origin whole;
    private @Nullable CompletableFuture<Void> last;

    Taking(ConnectorSettings settings, Intake intake, SourceMarks marks, ReceiverCounters counters, Clock clock) {
        this.settings = settings;
        this.intake = intake;
        this.marks = marks;
        this.counters = counters;
        this.clock = clock;
        this.whole = origin(null);
    }

    /** The time that counts as now. */
    public Instant now() {
        return clock.instant();
    }

    /** How far a part of the source was taken in, or null at its beginning; the whole source is the part {@code ""}. */
    public @Nullable String mark(String part) {
        return marks.text(reader(part));
    }

    /** How far all parts whose name begins so were taken in. */
    public Map<String, String> marks(String prefix) {
        String own = reader("");
        return marks.beginningWith(own + prefix).entrySet().stream()
                .collect(Collectors.toMap(mark -> mark.getKey().substring(own.length()), Map.Entry::getValue));
    }

    /** Parts that were read to their end and will not come again. */
    public void forget(List<String> parts) {
        marks.forget(parts.stream().map(this::reader).toList());
    }

    private String reader(String part) {
        return settings.id() + "/" + part;
    }

    private Origin origin(@Nullable String source) {
        return Origin.of(settings.client(), settings.id())
                .source(source == null ? settings.id() : settings.id() + ":" + source)
                .parser(settings.parser())
                .build();
    }

    /**
     * Takes a record; waits while there is no room.
     *
     * @param bytes are the host's from here on
     * @param source what of the source it is from (a topic, an account), or null when there is only one thing
     * @param part whose mark moves with it
     * @param mark how far the part is with this record
     */
    public void record(byte[] bytes, @Nullable String source, String part, String mark) throws InterruptedException {
        byte[] kept = bytes;
        if (bytes.length > settings.maxRecordBytes()) {
            counters.cut();
            kept = Arrays.copyOf(bytes, settings.maxRecordBytes());
        }
        RawRecord record = new RawRecord(kept, clock.instant(), source == null ? whole : origin(source));
        SourceMark moved = new SourceMark(reader(part), mark);
        CompletableFuture<Void> durable = intake.offer(record, moved);
        while (durable == null) {
            CountDownLatch room = new CountDownLatch(1);
            intake.onRoom(room::countDown);
            room.await(1, TimeUnit.SECONDS);
            durable = intake.offer(record, moved);
        }
        last = durable;
        counters.taken(record);
    }

    /**
     * Waits until all records are durable: before something is told to the source that it will not give again.
     *
     * @throws IOException if the journal could not write them
     */
    public void settle() throws IOException, InterruptedException {
        CompletableFuture<Void> waiting = last;
        if (waiting == null) {
            return;
        }
        try {
            waiting.get();
        } catch (ExecutionException e) {
            throw new IOException("the journal could not write what was fetched; it is fetched again", e);
        }
    }

    /** Moves a mark where no record does, as behind an empty page. */
    public void moved(String part, String mark) throws IOException, InterruptedException {
        settle();
        marks.move(new SourceMark(reader(part), mark));
    }

    /** Something that did not follow its format was left out. */
    public void broken() {
        counters.broken();
    }

    /** Waits a while; a stop of the host ends it with {@link InterruptedException}. */
    public void pause(Duration time) throws InterruptedException {
        new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
