package dev.vedette.host.pipeline;

import dev.vedette.api.event.HostFields;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.query.Condition;
import dev.vedette.host.query.SearchPlan;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which stored events are to be read again by the present parsers.
 *
 * @param plan which ones; its limit means nothing
 * @param source only those of this log source, or null
 * @param apply whether to keep what comes of it; otherwise only the difference is told
 */
public record ReparseRequest(
        ClientScope scope, SearchPlan plan, @Nullable String source, boolean apply) {
    /** What a source of a client has sent since a time of receipt: for a source that has just been recognised. */
    public static ReparseRequest ofSource(String client, String source, Instant receivedSince) {
        Condition since = new Condition.Range(HostFields.RECEIVED, receivedSince.toString(), null, true, false);
        return new ReparseRequest(ClientScope.of(client), SearchPlan.of(since, 0), source, true);
    }

    /** The same for events that one parser has read. */
    public ReparseRequest readBy(String parser) {
        Condition both =
                new Condition.And(List.of(plan.condition(), new Condition.Equal(HostFields.PARSER_ID, parser)));
        return new ReparseRequest(scope, new SearchPlan(both, plan.from(), plan.to(), 0), source, apply);
    }
}
