package dev.vedette.host.parse.declarative;

/** One thing that a step does. Immutable and shared by all threads. */
interface Action {
    Result run(Frame frame);

    /** Whether it may change the value of a name. */
    boolean writes(String name);
}
