package dev.vedette.host.parse.declarative;

/** A compiled {@code when}. Immutable. */
@FunctionalInterface
interface Condition {
    boolean test(Frame frame);
}
