package dev.vedette.host.ingest;

import dev.vedette.api.read.RecordReader;
import dev.vedette.api.read.RecordSink;
import dev.vedette.host.pack.PackGuard;
import dev.vedette.host.pack.PluginFault;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A pack's reader behind the guard: whatever it throws ends the file with an {@link IOException} that names it. */
final class GuardedReader implements RecordReader {
    private static final Logger log = LoggerFactory.getLogger(GuardedReader.class);

    private final String id;
    private final RecordReader reader;
    private final PackGuard guard;
    private final PackGuard.Plugin asking;
    private final PackGuard.Plugin reading;

    GuardedReader(String id, RecordReader reader, PackGuard guard, PackGuard.Plugin asking, PackGuard.Plugin reading) {
        this.id = id;
        this.reader = reader;
        this.guard = guard;
        this.asking = asking;
        this.reading = reading;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public boolean accepts(byte[] head, String name) {
        try {
            return guard.call(asking, () -> reader.accepts(head, name));
        } catch (PluginFault fault) {
            log.debug("{} was not asked about {}: {}", asking, name, fault.summary());
            return false;
        }
    }

    @Override
    public void read(InputStream in, RecordSink sink) throws IOException {
        Watched watched = new Watched(sink);
        try {
            guard.run(reading, () -> {
                try {
                    reader.read(in, watched);
                } catch (IOException e) {
                    watched.damage = e; // the file's fault, not the reader's
                } catch (Stopped e) {
                    log.debug("{} was stopped by its sink", reading);
                }
            });
        } catch (PluginFault fault) {
            throw new IOException(fault.getMessage(), fault);
        }
        if (watched.stopped != null) {
            throw watched.stopped;
        }
        if (watched.damage != null) {
            throw watched.damage;
        }
    }

    /** Tells what the sink throws from what the reader throws. */
    private static final class Watched implements RecordSink {
        private final RecordSink sink;
        private @Nullable RuntimeException stopped;
        private @Nullable IOException damage;

        Watched(RecordSink sink) {
            this.sink = sink;
        }

        @Override
        public void record(byte[] bytes) {
            watch(() -> sink.record(bytes));
        }

        @Override
        public void damaged(long offset, String reason) {
            watch(() -> sink.damaged(offset, reason));
        }

        private void watch(Runnable call) {
            if (stopped != null) {
                throw new Stopped(); // the reader caught the first one
            }
            try {
                call.run();
            } catch (RuntimeException e) { // thrown on outside, where it is nobody's fault but the sink's
                stopped = e;
                throw new Stopped();
            }
        }
    }

    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("the host takes no more records of this file", null, false, false);
        }
    }
}
