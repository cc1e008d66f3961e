package dev.vedette.api.detect;

import dev.vedette.api.Incubating;
import dev.vedette.api.event.Field;
import java.time.Duration;

/** What a Java rule may do during one call; valid for that call only. */
@Incubating
public interface RuleContext {
    /**
     * Reports that the rule matches the event.
     *
     * @param reason one sentence for people
     * @param evidence the fields that made it match; those that the event does not have are ignored
     */
    void match(String reason, Field... evidence);

    /**
     * State of this rule for this client and key, kept by the host in event time, bounded and persisted.
     *
     * @param key for example a user name; at most 256 characters, the rest is cut off
     * @param timeToLive forgotten when unused for so long, by the time of the events; at most 7 days
     * @throws IllegalArgumentException if the time to live is zero, negative or longer than that
     */
    KeyedState state(String key, Duration timeToLive);
}
