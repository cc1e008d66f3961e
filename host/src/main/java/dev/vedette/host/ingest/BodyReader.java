package dev.vedette.host.ingest;

/**
 * What a protocol makes of the body of one request, and how it answers. All calls come on the request's event loop, one
 * after the other.
 */
public interface BodyReader {
    /** Takes a piece of the body, decompressed; keeps nothing of the array. */
    void feed(byte[] data, int from, int to, IngestRequest request);

    /** The body has ended as it should. */
    void finish(IngestRequest request);

    /**
     * Whether the request is read to its end when there is no room for a while: then every item is answered on its own, and
     * those that were not taken say so. Otherwise the request is refused, with 429.
     */
    default boolean answersItems() {
        return false;
    }

    /** The request is over, answered or broken off: what was held for it can go. Called once. */
    default void gone() {}

    /**
     * Answers: what was taken is durable, as far as {@link IngestRequest#accepted()} says.
     *
     * @param request whose status is 200, or says what was refused
     */
    void answer(IngestRequest request);
}
