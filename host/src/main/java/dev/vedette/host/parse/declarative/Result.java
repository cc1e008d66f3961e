package dev.vedette.host.parse.declarative;

/** How an action or a step ended. */
enum Result {
    OK,
    /** The reason is in the frame; the step decides what it means. */
    FAILED,
    /** The parse is over; its result is in the frame. */
    END
}
