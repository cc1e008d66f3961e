package dev.vedette.host.flow;

import dev.vedette.api.event.Event;
import dev.vedette.host.journal.JournaledRecord;
import java.util.List;

/** What became of one datagram. */
public sealed interface FlowOutcome {
    JournaledRecord datagram();

    /** What is to be stored. */
    List<Event> events();

    /** A decoder read it. */
    record Understood(JournaledRecord datagram, List<Event> events, FlowDecoderEntry decoder) implements FlowOutcome {}

    /** It holds nothing to be stored: templates only, or options. */
    record Filtered(JournaledRecord datagram, String reason, FlowDecoderEntry decoder) implements FlowOutcome {
        @Override
        public List<Event> events() {
            return List.of();
        }
    }

    /** No decoder knows the protocol. The event is marked {@code unparsed}. */
    record Unparsed(JournaledRecord datagram, Event event, String reason) implements FlowOutcome {
        @Override
        public List<Event> events() {
            return List.of(event);
        }
    }

    /**
     * The datagram is broken, or the decoder failed on it.
     *
     * @param events the last one carries {@code event.kind: pipeline_error} and the reason; those before it are flows
     *     that were read well
     */
    record Broken(JournaledRecord datagram, List<Event> events, FlowDecoderEntry decoder, String reason)
            implements FlowOutcome {}

    /** Its template never came, so nothing in it could be read: to be dead-lettered, for a replay when it is known. */
    record Abandoned(JournaledRecord datagram, String reason, FlowDecoderEntry decoder) implements FlowOutcome {
        @Override
        public List<Event> events() {
            return List.of();
        }
    }
}
