package dev.vedette.host.parse;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.journal.JournaledRecord;
import java.util.List;

/** What became of one record, or of several that belong together. */
public sealed interface ParseOutcome {
    /** The journaled records that went into it, in their order; each counts in the ledger on its own. */
    List<JournaledRecord> parts();

    /** What is to be stored: nothing where a parser left the record out on purpose. */
    List<Event> events();

    /**
     * A parser understood it.
     *
     * @param record the record that was parsed: the only part, or all parts joined
     */
    record Understood(List<JournaledRecord> parts, RawRecord record, List<Event> events, ParserEntry parser)
            implements ParseOutcome {}

    /**
     * No parser claimed it. The event holds what the syslog header says, if there is one, and the text as message.
     *
     * @param reason why nobody did, in one sentence
     */
    record Unparsed(List<JournaledRecord> parts, RawRecord record, Event event, String reason) implements ParseOutcome {
        @Override
        public List<Event> events() {
            return List.of(event);
        }
    }

    /**
     * It is of the parser's format but broken, or the parser failed on it.
     *
     * @param events the last one carries {@code event.kind: pipeline_error} and the reason; any before it were read well
     */
    record Broken(List<JournaledRecord> parts, RawRecord record, List<Event> events, ParserEntry parser, String reason)
            implements ParseOutcome {
        /** The one with the error. */
        public Event event() {
            return events.get(events.size() - 1);
        }
    }

    /** The parser leaves it out on purpose. */
    record Filtered(List<JournaledRecord> parts, String reason, ParserEntry parser) implements ParseOutcome {
        @Override
        public List<Event> events() {
            return List.of();
        }
    }
}
