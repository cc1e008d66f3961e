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
     * @param evidence the fields that made it match
     */
    void match(String reason, Field... evidence);

    /**
     * State of this rule for this client and key, kept by the host in event time, bounded and persisted.
     *
     * @param key for example a user name
     * @param timeToLive forgotten when unused for so long
     */
    KeyedState state(String key, Duration timeToLive);
}
