package dev.vedette.api.event;

/**
 * The type of a field's values. ECS decides it for ECS names; a vendor's own field is {@link #ANY} and keeps what it was
 * given. New constants may come in a minor version: give a {@code switch} a {@code default}.
 */
public enum FieldType {
    /** A {@code String} compared as a whole. */
    KEYWORD,
    /** A {@code String} searched by words. */
    TEXT,
    /** A {@code Long}. */
    LONG,
    /** A {@code Double}. */
    DOUBLE,
    /** A {@code Boolean}. */
    BOOLEAN,
    /** An {@link IpAddress}. */
    IP,
    /** An {@link java.time.Instant}. */
    DATE,
    /** Any of the value types: a field outside ECS. */
    ANY
}
