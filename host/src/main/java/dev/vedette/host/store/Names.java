package dev.vedette.host.store;

/** Names of Lucene fields that are not fields of events; no ECS name begins with an underscore. */
final class Names {
    /** When it happened, in nanoseconds; a slice is sorted by it, newest first. */
    static final String TIME = "_time";
    /** The event's id, exact. */
    static final String ID = "_id";
    /** The words of the raw record and of text fields. */
    static final String WORDS = "_words";
    /** Names of fields whose values are in the payload and not in a column. */
    static final String KEPT = "_kept";
    /** All fields outside ECS: name, zero byte, typed value. */
    static final String KEYED = "_keyed";
    /** The origin, as the journal writes it. */
    static final String ORIGIN = "_origin";
    /** The log sources. */
    static final String LOG_SOURCES = "_logsources";
    /** The raw record and what else no column holds; {@link Payload}. */
    static final String PAYLOAD = "_payload";

    private Names() {}
}
