package dev.vedette.api.enrich;

import dev.vedette.api.Incubating;
import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import java.util.Set;
import org.pf4j.ExtensionPoint;

/**
 * Adds fields to events between parsing and detection. Extension point, incubating; lifecycle as in
 * {@link dev.vedette.api}. This version of the host does not call it yet.
 *
 * <p><b>Threading:</b> called from several pipeline workers at once; keep no state per event. <b>Budget:</b> 1 ms a call
 * (counted beyond), 250 ms at most (then abandoned, the record dead-lettered). <b>Determinism:</b> the same event and the
 * same reference data give the same fields. <b>Errors:</b> an exception counts against the pack and the event goes on
 * without what was added; an enricher that keeps failing is switched off and shown so.
 *
 * <p>Example: {@code dev.vedette.api.examples.PortNameEnricher} in the tests of this module.
 */
@Incubating
public interface Enricher extends ExtensionPoint {
    /** Unique over all packs, for example {@code acme.port-names}. */
    String id();

    /** The host calls only for events that have at least one of these; empty means for all events. Asked once. */
    Set<Field> inputs();

    /**
     * What it may add. A field that is set but not named here, or that the event has already, is left out; the former is
     * counted as the enricher's fault. Enrichers run in such an order that those which add a field come before those
     * that read it; a circle refuses the pack. Asked once.
     */
    Set<Field> outputs();

    /**
     * Looks at one event and adds to it.
     *
     * @param event as parsed and as enriched so far
     * @param addition empty at first; what it holds afterwards is added to the event, its log sources too
     * @param context reference data of the event's client
     */
    void enrich(Event event, EventDraft addition, EnrichContext context);
}
