package dev.vedette.host.source;

/** Something about a source that people and rules want to know. */
sealed interface Notice {
    Source source();

    /** Whether it becomes an event of the host's own. A format that is recognised does not: it changes no client's data. */
    default boolean isEvent() {
        return !(this instanceof Recognised);
    }

    /**
     * It sends the format of a parser.
     *
     * @param unparsedBefore whether some of it came in before that no parser knew
     */
    record Recognised(Source source, String parser, boolean unparsedBefore) implements Notice {}

    /** It has been quiet for too long. */
    record Silent(Source source) implements Notice {}

    /** It is heard again after it was silent. */
    record Returned(Source source) implements Notice {}
}
