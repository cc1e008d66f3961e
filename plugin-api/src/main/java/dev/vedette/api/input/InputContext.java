package dev.vedette.api.input;

import dev.vedette.api.HttpAccess;
import dev.vedette.api.Incubating;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a connector may do during one call; valid for that call and on its thread only. */
@Incubating
public interface InputContext {
    /** The time that counts as now. */
    Instant now();

    /** HTTP, limited to what the pack's {@code capabilities.network} names. */
    HttpAccess http();

    /**
     * A value of this source's configuration, checked against the pack's {@code config.schema.json}; a secret's too.
     *
     * @param name its key, with dots for nested ones
     * @return the value as text, or null where neither the configuration nor the schema's defaults have one
     */
    @Nullable
    String setting(String name);

    /** What {@link #checkpoint(String)} was last given and has become durable; empty the first time. */
    String checkpoint();

    /**
     * Hands a record over. Blocks while the journal is full: that is the wanted back-pressure.
     *
     * @param bytes the record as the source gave it, at most 1 MiB; the array is the host's from then on
     * @param source which part of the source it came from (a log stream, an account), or null when there is only one
     * @throws InterruptedException if the host stops the call while it waits; the record was not taken
     */
    void record(byte[] bytes, @Nullable String source) throws InterruptedException;

    /**
     * Says that everything up to here was handed over. Becomes durable after the records have, so a crash in between
     * brings some of them a second time and loses none. Cheap; call it once for each page.
     *
     * @param position where to go on, in a form of the connector's choice, at most 4,096 characters
     */
    void checkpoint(String position);

    /** Whether the host wants the call to end; ask between two pages. */
    boolean stopping();
}
