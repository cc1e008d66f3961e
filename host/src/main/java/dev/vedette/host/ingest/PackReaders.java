package dev.vedette.host.ingest;

import dev.vedette.api.read.RecordReader;
import dev.vedette.host.pack.Budget;
import dev.vedette.host.pack.LoadedPack;
import dev.vedette.host.pack.PackGuard;
import dev.vedette.host.pack.PluginFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The packs' readers of container files, each behind the guard. */
public final class PackReaders {
    private static final Logger log = LoggerFactory.getLogger(PackReaders.class);
    /** Reading goes on as long as the file and the host's own back-pressure make it. */
    private static final Budget READING = new Budget(Duration.ofHours(24), Duration.ofHours(24));

    private PackReaders() {}

    /** All readers of some packs, in the packs' order. A reader that cannot say its id is left out; the guard counts it. */
    public static List<RecordReader> of(List<LoadedPack> packs, PackGuard guard) {
        List<RecordReader> readers = new ArrayList<>();
        for (LoadedPack pack : packs) {
            for (RecordReader reader : pack.extensions(RecordReader.class)) {
                String name = "record reader " + reader.getClass().getSimpleName();
                PackGuard.Plugin asking = guard.plugin(pack.id(), name, Budget.PARSER);
                try {
                    String id = guard.call(asking, reader::id);
                    readers.add(new GuardedReader(
                            id, reader, guard, asking, guard.plugin(pack.id(), name + " (reading)", READING)));
                } catch (PluginFault fault) {
                    log.warn("{} is not used: {}", asking, fault.summary());
                }
            }
        }
        return List.copyOf(readers);
    }
}
