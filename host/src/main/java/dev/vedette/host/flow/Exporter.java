package dev.vedette.host.flow;

import dev.vedette.api.flow.TemplateStore;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the host keeps of one exporter. Thread-safe. */
final class Exporter implements TemplateStore {
    private static final int MAX_DOMAINS = 1_024;
    private static final int MAX_TEMPLATE_BYTES = 64 * 1024;

    private final int maxTemplates;
    private final Map<TemplateKey, byte[]> templates = new LinkedHashMap<>();
    private final Map<Long, SequenceTrack> sequences = new LinkedHashMap<>();

    Exporter(int maxTemplates) {
        this.maxTemplates = maxTemplates;
    }

    @Override
    public synchronized byte @Nullable [] get(long domain, int templateId) {
        return templates.get(new TemplateKey(domain, templateId));
    }

    @Override
    public synchronized void put(long domain, int templateId, byte[] template) {
        if (template.length > MAX_TEMPLATE_BYTES) {
            throw new IllegalArgumentException("a template has at most " + MAX_TEMPLATE_BYTES + " bytes");
        }
        templates.put(new TemplateKey(domain, templateId), template);
        if (templates.size() > maxTemplates) {
            templates.remove(templates.keySet().iterator().next());
        }
    }

    @Override
    public synchronized void remove(long domain, int templateId) {
        templates.remove(new TemplateKey(domain, templateId));
    }

    synchronized boolean has(TemplateKey key) {
        return templates.containsKey(key);
    }

    synchronized void sequence(long domain, long sequence, long units) {
        SequenceTrack track = sequences.computeIfAbsent(domain, first -> new SequenceTrack());
        track.saw(sequence, units);
        if (sequences.size() > MAX_DOMAINS) {
            sequences.remove(sequences.keySet().iterator().next());
        }
    }

    synchronized List<ExporterStatistics> statistics(ExporterKey key) {
        List<ExporterStatistics> all = new ArrayList<>();
        sequences.forEach((domain, track) -> all.add(track.snapshot(key, domain)));
        return all;
    }

    synchronized void write(DataOutputStream out) throws IOException {
        out.writeInt(templates.size());
        for (Map.Entry<TemplateKey, byte[]> template : templates.entrySet()) {
            out.writeLong(template.getKey().domain());
            out.writeInt(template.getKey().id());
            out.writeInt(template.getValue().length);
            out.write(template.getValue());
        }
    }

    void read(DataInputStream in) throws IOException {
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            long domain = in.readLong();
            int id = in.readInt();
            int length = in.readInt();
            if (length < 0 || length > MAX_TEMPLATE_BYTES) {
                throw new IOException("a template of " + length + " bytes cannot be");
            }
            byte[] template = new byte[length];
            in.readFully(template);
            put(domain, id, template);
        }
    }
}
