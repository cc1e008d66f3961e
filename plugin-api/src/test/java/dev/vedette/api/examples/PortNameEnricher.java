package dev.vedette.api.examples;

import dev.vedette.api.enrich.EnrichContext;
import dev.vedette.api.enrich.Enricher;
import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import java.util.Set;
import org.pf4j.Extension;

/** Names the service behind a destination port by the client's own table. */
@Extension
public final class PortNameEnricher implements Enricher {
    private static final Field PORT = Field.of("destination.port");
    private static final Field SERVICE = Field.of("acme.service_name");

    @Override
    public String id() {
        return "example.port-names";
    }

    @Override
    public Set<Field> inputs() {
        return Set.of(PORT);
    }

    @Override
    public Set<Field> outputs() {
        return Set.of(SERVICE);
    }

    @Override
    public void enrich(Event event, EventDraft addition, EnrichContext context) {
        String name = context.lookup("services", String.valueOf(event.number(PORT, 0)));
        if (name != null) {
            addition.set(SERVICE, name);
        }
    }
}
