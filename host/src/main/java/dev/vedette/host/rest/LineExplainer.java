package dev.vedette.host.rest;

import dev.vedette.api.event.RawRecord;
import dev.vedette.host.pipeline.Explained;
import org.jspecify.annotations.Nullable;

/** What the API needs of the explainer. */
public interface LineExplainer {
    /**
     * Explains a record, and keeps nothing.
     *
     * @param record whose origin names the client, and the parser where only one is to be tried
     * @param rule id of the one to say more about, or null
     */
    Explained explain(RawRecord record, @Nullable String rule);
}
