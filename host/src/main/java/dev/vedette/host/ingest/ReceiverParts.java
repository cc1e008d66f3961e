package dev.vedette.host.ingest;

import dev.vedette.api.read.RecordReader;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the host gives to every receiver; each takes of it what it needs.
 *
 * @param intake where the records go
 * @param readers the packs' readers of container files
 */
public record ReceiverParts(Vertx vertx, Intake intake, Clock clock, Supplier<List<RecordReader>> readers) {
    /** For receivers that need no pack: files are lines, JSON and pcap only. */
    public static ReceiverParts withoutPacks(Vertx vertx, Intake intake, Clock clock) {
        return new ReceiverParts(vertx, intake, clock, List::of);
    }
}
