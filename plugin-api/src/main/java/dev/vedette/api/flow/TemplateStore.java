package dev.vedette.api.flow;

import dev.vedette.api.Incubating;
import org.jspecify.annotations.Nullable;

/**
 * Templates of one exporter, keyed by observation domain and template id, in a form that the decoder chooses. Thread-safe;
 * bounded by the host, oldest out first.
 */
@Incubating
public interface TemplateStore {
    /** The template as it was put, not a copy: read only; null if there is none. */
    byte @Nullable [] get(long domain, int templateId);

    /**
     * Keeps a template; one that was there under the same ids is replaced.
     *
     * @param domain source id or observation domain, unsigned 32 bits
     * @param templateId unsigned 16 bits
     * @param template in a form of the decoder's choice that later versions of it can read, at most 64 KiB; the array is
     *     the host's from then on
     */
    void put(long domain, int templateId, byte[] template);

    /** Forgets a template if it is there (IPFIX withdrawal, RFC 7011 section 8.1). */
    void remove(long domain, int templateId);
}
