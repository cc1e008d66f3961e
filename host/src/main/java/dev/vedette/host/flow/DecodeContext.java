package dev.vedette.host.flow;

import dev.vedette.api.event.RawRecord;
import dev.vedette.api.flow.FlowContext;
import dev.vedette.api.flow.TemplateStore;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One decoding of one datagram. */
final class DecodeContext implements FlowContext {
    private final RawRecord datagram;
    private final Exporter exporter;
    private final boolean first;
    private final Set<TemplateKey> awaited = new LinkedHashSet<>();
    private boolean templatesCame;
    private @Nullable TemplateStore view;

    /** @param first whether it is decoded for the first time: only then does its sequence number count */
    DecodeContext(RawRecord datagram, Exporter exporter, boolean first) {
        this.datagram = datagram;
        this.exporter = exporter;
        this.first = first;
    }

    @Override
    public Instant now() {
        return datagram.receivedAt();
    }

    @Override
    public TemplateStore templates() {
        TemplateStore store = view;
        if (store == null) {
            store = new Watched();
            view = store;
        }
        return store;
    }

    @Override
    public void sequence(long domain, long sequence, long units) {
        if (first) {
            exporter.sequence(domain, sequence, units);
        }
    }

    @Override
    public void awaitTemplate(long domain, int templateId) {
        awaited.add(new TemplateKey(domain, templateId));
    }

    Set<TemplateKey> awaited() {
        return awaited;
    }

    /** It is broken: no template would help. */
    void awaitNothing() {
        awaited.clear();
    }

    boolean templatesCame() {
        return templatesCame;
    }

    /** Notices when a template comes that was not there. */
    private final class Watched implements TemplateStore {
        @Override
        public byte @Nullable [] get(long domain, int templateId) {
            return exporter.get(domain, templateId);
        }

        @Override
        public void put(long domain, int templateId, byte[] template) {
            exporter.put(domain, templateId, template);
            templatesCame = true;
        }

        @Override
        public void remove(long domain, int templateId) {
            exporter.remove(domain, templateId);
        }
    }
}
