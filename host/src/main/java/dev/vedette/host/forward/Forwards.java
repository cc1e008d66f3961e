package dev.vedette.host.forward;

import dev.vedette.api.event.Event;
import dev.vedette.host.journal.JournaledRecord;
import dev.vedette.host.pipeline.Tap;
import dev.vedette.host.store.state.MarkTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** All forwards of a host. Thread-safe once started. */
public final class Forwards implements Tap, AutoCloseable {
    private final List<Forward> running = new ArrayList<>();

    private Forwards() {}

    /**
     * Starts all; a target that is away stops nothing.
     *
     * @param folder of the queues
     * @param marks where the positions are kept
     */
    public static Forwards start(List<ForwardSettings> settings, Path folder, MarkTable marks, Clock clock)
            throws IOException {
        Forwards forwards = new Forwards();
        for (ForwardSettings one : settings) {
            Forward forward = new Forward(one, folder, marks, clock);
            forwards.running.add(forward);
            forward.start();
        }
        return forwards;
    }

    @Override
    public void published(List<JournaledRecord> parts, List<Event> events) throws InterruptedException {
        for (Forward forward : running) {
            forward.take(parts, events);
        }
    }

    @Override
    public void force() throws InterruptedException {
        for (Forward forward : running) {
            forward.force();
        }
    }

    public List<ForwardStatus> status() {
        return running.stream().map(Forward::status).toList();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (Forward forward : running) {
            forward.close();
        }
    }
}
