package dev.vedette.api.respond;

import dev.vedette.api.HttpAccess;
import dev.vedette.api.Incubating;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a response action may use during one call; valid for that call and on its thread only. */
@Incubating
public interface ResponseContext {
    /** The time that counts as now. */
    Instant now();

    /** HTTP, limited to what the pack's {@code capabilities.network} names; while planning, to {@code GET} requests. */
    HttpAccess http();

    /**
     * A value of the action's configuration, checked against the pack's {@code config.schema.json}; a secret's too.
     *
     * @param name its key, with dots for nested ones
     * @return the value as text, or null where neither the configuration nor the schema's defaults have one
     */
    @Nullable
    String setting(String name);
}
