package dev.vedette.host.ingest.hec;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The acknowledgements that clients fetch by channel. A request is answered when it is durable, so each id is good from the
 * beginning; it is told once, as Splunk does. Bounded: the channel unheard of for longest goes first, and of a channel the
 * oldest id. Thread-safe.
 */
final class AckChannels {
    static final int MAX_CHANNELS = 10_000;
    static final int MAX_IDS = 10_000;
    static final Duration LIFE = Duration.ofMinutes(30);

    private static final class Channel {
        private long next;
        private final Set<Long> good = new LinkedHashSet<>();
        private Instant used;

        Channel(Instant used) {
            this.used = used;
        }
    }

    private final Clock clock;
    private final Map<String, Channel> channels = new LinkedHashMap<>(16, 0.75f, true);

    AckChannels(Clock clock) {
        this.clock = clock;
    }

    /** A new id on a channel, for a request that is durable. */
    synchronized long durable(String channel) {
        Instant now = clock.instant();
        forgetOld(now);
        Channel known = channels.computeIfAbsent(channel, name -> new Channel(now));
        known.used = now;
        if (known.good.size() == MAX_IDS) {
            known.good.remove(known.good.iterator().next());
        }
        long id = known.next++;
        known.good.add(id);
        return id;
    }

    /** Which of these are durable; those that are will not be told again. */
    synchronized Map<Long, Boolean> fetch(String channel, List<Long> ids) {
        forgetOld(clock.instant());
        Channel known = channels.get(channel);
        Map<Long, Boolean> answer = new LinkedHashMap<>();
        for (Long id : ids) {
            answer.put(id, known != null && known.good.remove(id));
        }
        if (known != null) {
            known.used = clock.instant();
        }
        return answer;
    }

    private void forgetOld(Instant now) {
        var oldest = channels.entrySet().iterator();
        while (oldest.hasNext()) {
            Channel channel = oldest.next().getValue();
            if (channels.size() <= MAX_CHANNELS && !channel.used.plus(LIFE).isBefore(now)) {
                return;
            }
            oldest.remove();
        }
    }

    synchronized int size() {
        return channels.size();
    }
}
