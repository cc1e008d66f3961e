package dev.vedette.host.flow;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All exporters that the host knows, with their templates and sequence numbers; the ones not heard of for longest go
 * first. Templates are kept in a file over a restart, so that the first datagrams after it need not wait. Thread-safe.
 */
public final class Exporters {
    private static final Logger log = LoggerFactory.getLogger(Exporters.class);
    private static final int MAGIC = 0x56465431; // VFT1
    /** An exporter may have changed its templates meanwhile; after a day they are not believed any more. */
    private static final Duration BELIEVED = Duration.ofDays(1);

    static final long MAX_TEMPLATE_BYTES = 64L << 20;
    private static final int CALLS_PER_CHECK = 1_024;

    private final FlowSettings settings;
    private final Map<ExporterKey, Exporter> exporters = new LinkedHashMap<>(64, 0.75f, true);
    private long calls;

    public Exporters(FlowSettings settings) {
        this.settings = settings;
    }

    synchronized Exporter of(ExporterKey key) {
        Exporter exporter = exporters.get(key);
        if (exporter == null) {
            exporter = new Exporter(settings.maxTemplates());
            exporters.put(key, exporter);
            if (exporters.size() > settings.maxExporters()) {
                exporters.remove(exporters.keySet().iterator().next());
            }
        }
        if (++calls % CALLS_PER_CHECK == 0) {
            boundMemory();
        }
        return exporter;
    }

    /** UDP senders can be forged: what thousands of them announce together must not fill the memory. */
    private void boundMemory() {
        long bytes = templateBytes();
        Iterator<Exporter> eldest = exporters.values().iterator();
        while (bytes > MAX_TEMPLATE_BYTES && eldest.hasNext()) {
            bytes -= eldest.next().bytes();
            eldest.remove();
        }
    }

    /** About how much memory all templates take. */
    synchronized long templateBytes() {
        return exporters.values().stream().mapToLong(Exporter::bytes).sum();
    }

    /** A row for each exporter and domain heard of. */
    public synchronized List<ExporterStatistics> statistics() {
        List<ExporterStatistics> all = new ArrayList<>();
        exporters.forEach((key, exporter) -> all.addAll(exporter.statistics(key)));
        return all;
    }

    /** Writes the templates; the file is replaced as a whole. */
    public void save(Path file, Clock clock) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        synchronized (this) {
            out.writeInt(MAGIC);
            out.writeLong(clock.millis());
            out.writeInt(exporters.size());
            for (Map.Entry<ExporterKey, Exporter> entry : exporters.entrySet()) {
                out.writeUTF(entry.getKey().client());
                out.writeUTF(entry.getKey().exporter());
                entry.getValue().write(out);
            }
        }
        CRC32 crc = new CRC32();
        crc.update(bytes.toByteArray());
        out.writeInt((int) crc.getValue());
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.write(next, bytes.toByteArray());
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Reads what was saved. A file that is missing, old or damaged is no error: templates come again by themselves. */
    public void load(Path file, Clock clock) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            byte[] content = Arrays.copyOf(bytes, Math.max(0, bytes.length - 4));
            CRC32 crc = new CRC32();
            crc.update(content);
            DataInputStream tail = new DataInputStream(new ByteArrayInputStream(bytes, content.length, 4));
            if (bytes.length < 4 || tail.readInt() != (int) crc.getValue()) {
                throw new IOException("its checksum does not fit");
            }
            read(new DataInputStream(new ByteArrayInputStream(content)), clock);
        } catch (NoSuchFileException e) {
            log.debug("no flow templates were kept in {}", file);
        } catch (IOException e) {
            log.warn("The flow templates in {} cannot be used and are learned anew: {}", file, e.toString());
        }
    }

    private void read(DataInputStream in, Clock clock) throws IOException {
        if (in.readInt() != MAGIC) {
            throw new IOException("it is of another format");
        }
        if (clock.millis() - in.readLong() > BELIEVED.toMillis()) {
            return;
        }
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            of(new ExporterKey(in.readUTF(), in.readUTF())).read(in);
        }
    }
}
