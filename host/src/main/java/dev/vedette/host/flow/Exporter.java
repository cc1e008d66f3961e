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
    /** Of all its templates: an honest one has some dozens of 100 bytes. */
    static final long MAX_BYTES = 1L << 20;

    private static final int ENTRY_BYTES = 100; // of the map, the key and the array's header

    private final int maxTemplates;
    private final Map<TemplateKey, byte[]> templates = new LinkedHashMap<>();
    private final Map<Long, SequenceTrack> sequences = new LinkedHashMap<>();
    private volatile long bytes;

    Exporter(int maxTemplates) {
        this.maxTemplates = maxTemplates;
    }

    /** About how much memory its templates take. */
    long bytes() {
        return bytes;
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
        TemplateKey key = new TemplateKey(domain, templateId);
        byte[] before = templates.put(key, template);
        bytes += template.length + (before == null ? ENTRY_BYTES : -before.length);
        while (templates.size() > maxTemplates || (bytes > MAX_BYTES && templates.size() > 1)) {
            forget(templates.keySet().iterator().next());
        }
    }

    @Override
    public synchronized void remove(long domain, int templateId) {
        forget(new TemplateKey(domain, templateId));
    }

    private synchronized void forget(TemplateKey key) {
        byte[] gone = templates.remove(key);
        bytes -= gone == null ? 0 : gone.length + ENTRY_BYTES;
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
