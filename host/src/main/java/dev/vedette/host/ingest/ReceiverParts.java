package dev.vedette.host.ingest;

import dev.vedette.api.read.RecordReader;
import dev.vedette.host.ingest.follow.FollowedFiles;
import dev.vedette.host.tls.TlsFiles;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the host gives to every receiver; each takes of it what it needs.
 *
 * @param intake where the records go
 * @param tls the certificates of all listeners
 * @param readers the packs' readers of container files
 * @param admission knows the tokens of senders
 * @param followed how far files were read
 */
public record ReceiverParts(
        Vertx vertx,
        Intake intake,
        Clock clock,
        TlsFiles tls,
        Supplier<List<RecordReader>> readers,
        Admission admission,
        FollowedFiles followed) {
    /** For receivers that need no pack and know no token: files are lines, JSON and pcap only. */
    public static ReceiverParts withoutPacks(
            Vertx vertx, Intake intake, Clock clock, TlsFiles tls, FollowedFiles followed) {
        return new ReceiverParts(vertx, intake, clock, tls, List::of, Admission.NOBODY, followed);
    }
}
