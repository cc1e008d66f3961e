package dev.vedette.host.store;

/** A value of a field, as text, and how many events have it. */
public record TermCount(String value, long count) {}
