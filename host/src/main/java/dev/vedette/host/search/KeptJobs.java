package dev.vedette.host.search;

import dev.vedette.host.access.Principal;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All jobs that are known, and when they are forgotten. Thread-safe. */
final class KeptJobs {
    private static final Logger LOG = LoggerFactory.getLogger(KeptJobs.class);

    /** Two questions with the same one of these are one question. */
    private record Key(Principal who, SearchLanguage language, String text, String time, int limit) {
        static Key of(Principal who, SearchRequest request) {
            return new Key(who, request.language(), request.text().strip(), request.time(), request.limit());
        }
    }

    private final SearchSettings settings;
    private final ResultSpace space;
    private final Clock clock;
    private final Map<String, SearchJob> jobs = new LinkedHashMap<>(); // the oldest first
    private final Map<Key, SearchJob> latest = new HashMap<>();

    KeptJobs(SearchSettings settings, ResultSpace space, Clock clock) {
        this.settings = settings;
        this.space = space;
        this.clock = clock;
    }

    synchronized void add(SearchJob job) {
        jobs.put(job.id(), job);
        latest.put(Key.of(job.owner(), job.request()), job);
    }

    synchronized @Nullable SearchJob get(String id) {
        return jobs.get(id);
    }

    /** The latest first. */
    synchronized List<SearchJob> all() {
        return List.copyOf(jobs.values()).reversed();
    }

    /** The job that answers the same question, if it runs or has just ended well. */
    synchronized @Nullable SearchJob same(Principal who, SearchRequest request) {
        SearchJob there = latest.get(Key.of(who, request));
        return there != null && isRecent(there.status()) ? there : null;
    }

    private boolean isRecent(SearchStatus status) {
        Instant ended = status.ended();
        return switch (status.state()) {
            case WAIT, EXECUTE, SORTING -> true;
            case COMPLETED -> ended != null && ended.plus(settings.reuse()).isAfter(clock.instant());
            case CANCELED, ERROR -> false;
        };
    }

    /** Forgets what is too old or too much; never what runs or is being exported. */
    void forgetOld() {
        Instant now = clock.instant();
        List<SearchJob> old = new ArrayList<>();
        List<SearchJob> onDisk = new ArrayList<>(); // the oldest first
        Map<String, Integer> kept = new HashMap<>();
        for (SearchJob job : all()) {
            SearchStatus status = job.status();
            Instant expires = status.expires();
            if (expires != null && status.exports() == 0) {
                boolean tooMany = kept.merge(status.owner(), 1, Integer::sum) > settings.keptPerUser();
                if (tooMany || !expires.isAfter(now)) {
                    old.add(job);
                } else if (job.rows().onDisk()) {
                    onDisk.addFirst(job);
                }
            }
        }
        old.forEach(this::forget);
        for (SearchJob job : onDisk) {
            if (!space.diskIsShort()) {
                return;
            }
            forget(job);
        }
    }

    void forget(SearchJob job) {
        job.cancel(); // its exports too
        synchronized (this) {
            jobs.remove(job.id());
            latest.values().removeIf(other -> other == job);
        }
        try {
            job.rows().close();
        } catch (IOException e) {
            LOG.warn("The rows of search {} cannot be deleted: {}", job.id(), e.toString());
        }
    }
}
