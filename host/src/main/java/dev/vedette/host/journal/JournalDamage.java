package dev.vedette.host.journal;

import java.nio.file.Path;

/**
 * A stretch of a segment that cannot be read back.
 *
 * @param offset where it begins in the file
 * @param bytes how long it is
 * @param message what happened and what to do
 */
public record JournalDamage(Path segment, long offset, long bytes, String message) {}
