package dev.vedette.host.store;

import dev.vedette.api.event.Event;
import dev.vedette.host.query.EventFilter;
import dev.vedette.host.query.QueryLanguage;
import dev.vedette.host.query.QuerySyntaxException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which events a legal hold keeps where they are. Thread-safe. */
public final class HeldEvents {
    private static final Logger LOG = LoggerFactory.getLogger(HeldEvents.class);

    private final HoldRepository holds;

    public HeldEvents(HoldRepository holds) {
        this.holds = holds;
    }

    /** Whether a hold that is in force now is about this event. */
    public boolean holds(Event event) {
        return holds.all().stream().anyMatch(hold -> hold.inForce() && isAbout(hold, event));
    }

    private static boolean isAbout(LegalHold hold, Event event) {
        String client = hold.client();
        String query = hold.query();
        return (client == null || client.equals(event.raw().origin().client()))
                && !event.timestamp().isBefore(hold.begin())
                && event.timestamp().isBefore(hold.end())
                && (query == null || matches(hold, query, event));
    }

    private static boolean matches(LegalHold hold, String query, Event event) {
        try {
            return EventFilter.of(QueryLanguage.parse(query)).test(event);
        } catch (QuerySyntaxException e) {
            LOG.error("The legal hold {} has a query that cannot be read; it keeps all of its time", hold.name(), e);
            return true;
        }
    }
}
