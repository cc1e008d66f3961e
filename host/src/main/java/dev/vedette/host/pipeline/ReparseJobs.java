package dev.vedette.host.pipeline;

import dev.vedette.host.access.ClientScope;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Re-parsing on a thread of its own, one job after the other, and what became of the last ones. Thread-safe. */
public final class ReparseJobs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReparseJobs.class);
    private static final int REMEMBERED = 50;

    private final Work work;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> new Thread(task, "reparse-jobs"));
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private volatile boolean closing;

    /** How far a job is. */
    public enum State {
        WAITING,
        RUNNING,
        DONE,
        CANCELLED,
        FAILED
    }

    /** One of them. */
    public static final class Job {
        private final String id = UUID.randomUUID().toString();
        private final ReparseRequest request;
        private final ReparseDiff diff = new ReparseDiff();
        private volatile State state = State.WAITING;
        private volatile boolean cancelled;
        private volatile @Nullable String problem;

        private Job(ReparseRequest request) {
            this.request = request;
        }

        public String id() {
            return id;
        }

        public boolean applies() {
            return request.apply();
        }

        public State state() {
            return state;
        }

        public @Nullable String problem() {
            return problem;
        }

        public ReparseDiff.Sums sums() {
            return diff.sums();
        }
    }

    /** What a job does: {@link Reparse#run}. */
    public interface Work {
        void run(ReparseRequest request, ReparseDiff diff, BooleanSupplier cancelled)
                throws IOException, InterruptedException;
    }

    public ReparseJobs(Work work) {
        this.work = work;
    }

    /** Begins one as soon as those before it are through. */
    public Job submit(ReparseRequest request) {
        Job job = new Job(request);
        synchronized (jobs) {
            jobs.put(job.id, job);
            if (jobs.size() > REMEMBERED) {
                jobs.remove(jobs.keySet().iterator().next());
            }
        }
        thread.execute(() -> run(job));
        return job;
    }

    private void run(Job job) {
        if (closing || job.cancelled) {
            job.state = State.CANCELLED;
            return;
        }
        job.state = State.RUNNING;
        try {
            work.run(job.request, job.diff, () -> closing || job.cancelled);
            job.state = closing || job.cancelled ? State.CANCELLED : State.DONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            job.state = State.CANCELLED;
        } catch (IOException | RuntimeException e) {
            LOG.error("re-parsing failed; what it did is whole, and it can be done again", e);
            job.problem = "it failed (" + e.getMessage() + "); do it again, which goes on where it was";
            job.state = State.FAILED;
        }
    }

    /** The job of an id, or null if there is none that somebody of this scope may see. */
    public @Nullable Job get(ClientScope scope, String id) {
        synchronized (jobs) {
            Job job = jobs.get(id);
            boolean visible = job != null
                    && (scope.everyone()
                            || scope.clients().containsAll(job.request.scope().clients())
                                    && !job.request.scope().everyone());
            return visible ? job : null;
        }
    }

    /** Stops a job; what it did stays. */
    public void cancel(Job job) {
        job.cancelled = true;
    }

    @Override
    public void close() throws InterruptedException {
        closing = true;
        thread.shutdown();
        if (!thread.awaitTermination(30, TimeUnit.SECONDS)) {
            LOG.warn("re-parsing does not end; it can be done again after the start");
        }
    }
}
