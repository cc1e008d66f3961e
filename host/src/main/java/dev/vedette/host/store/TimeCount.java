package dev.vedette.host.store;

import java.time.Instant;

/** How many events fall into the stretch of time that begins at {@code start}. */
public record TimeCount(Instant start, long count) {}
