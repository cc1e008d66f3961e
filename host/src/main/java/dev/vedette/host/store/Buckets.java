package dev.vedette.host.store;

import dev.vedette.api.event.Event;
import dev.vedette.host.query.EventFilter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The buckets in their order, the default one last. Thread-safe. */
final class Buckets {
    private record Taking(String name, Set<String> clients, Predicate<Event> filter) {}

    private final List<Taking> taking = new ArrayList<>();
    private final Map<String, RetentionBucket> byName = new LinkedHashMap<>();

    Buckets(List<RetentionBucket> buckets) {
        for (RetentionBucket bucket : buckets) {
            byName.put(bucket.name(), bucket);
            if (!bucket.isDefault()) {
                taking.add(new Taking(bucket.name(), Set.copyOf(bucket.clients()), EventFilter.of(bucket.condition())));
            }
        }
        byName.putIfAbsent(RetentionBucket.DEFAULT, RetentionBucket.usual());
    }

    /** The name of the bucket that an event goes to. */
    String of(Event event) {
        for (Taking bucket : taking) {
            if ((bucket.clients.isEmpty()
                            || bucket.clients.contains(event.raw().origin().client()))
                    && bucket.filter.test(event)) {
                return bucket.name;
            }
        }
        return RetentionBucket.DEFAULT;
    }

    /** What holds for a bucket; one that is no longer configured lives on as the default one does. */
    RetentionBucket settings(String name) {
        RetentionBucket known = byName.get(name);
        return known != null ? known : settings(RetentionBucket.DEFAULT);
    }
}
