package dev.vedette.api.flow;

import dev.vedette.api.Incubating;
import org.jspecify.annotations.Nullable;

/**
 * Templates of one exporter, keyed by observation domain and template id, in a form that the decoder chooses. Thread-safe;
 * bounded by the host, oldest out first.
 */
@Incubating
public interface TemplateStore {
    /** The template, or null. */
    byte @Nullable [] get(long domain, int templateId);

    /** Keeps a template; one that was there under the same ids is replaced. */
    void put(long domain, int templateId, byte[] template);

    /** Forgets a template (IPFIX withdrawal, RFC 7011 section 8.1). */
    void remove(long domain, int templateId);
}
