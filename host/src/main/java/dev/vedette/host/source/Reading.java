package dev.vedette.host.source;

/** What became of a record of a source. */
public enum Reading {
    /** A parser understood it. */
    UNDERSTOOD,
    /** A parser left it out on purpose. */
    FILTERED,
    /** No parser knew it; it is found by its text. */
    UNPARSED,
    /** A parser took it and failed, or it was abandoned. */
    BROKEN
}
