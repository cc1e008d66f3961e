package dev.vedette.host.rest;

import dev.vedette.api.event.Origin;
import dev.vedette.host.access.Access;
import dev.vedette.host.backup.Backups;
import dev.vedette.host.detect.RuleSet;
import dev.vedette.host.forward.ForwardStatus;
import dev.vedette.host.ingest.pull.ConnectorStatus;
import dev.vedette.host.pack.PackHost;
import dev.vedette.host.pipeline.Ledger;
import dev.vedette.host.pipeline.ReparseJobs;
import dev.vedette.host.search.SearchJobs;
import dev.vedette.host.source.Sources;
import dev.vedette.host.store.EventStore;
import dev.vedette.host.store.StoreCare;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * All that the API gives access to.
 *
 * @param version of the product
 * @param access who may call
 * @param clock of the host
 * @param health of the host's parts
 * @param metrics in Prometheus' text form
 * @param events the store
 * @param sources of telemetry
 * @param searches that run as jobs
 * @param backups of the data folder
 * @param connectors how they do
 * @param forwards how they do
 * @param care retention, legal holds and integrity of the store
 * @param offenses raised so far
 * @param rules in force, asked anew for each call
 * @param reports that can be made
 * @param packs installed
 * @param ledger of raw records
 * @param ledgerHistory the same by minute, on disk
 * @param deadLetters records that could not be indexed
 * @param reparse stored events through the present parsers
 * @param explainer of single lines
 * @param ingest takes a request with telemetry over and ends its response; called on the event loop
 * @param console mounts the pages that people look at
 */
public record ApiServices(
        String version,
        Access access,
        Clock clock,
        Health health,
        Supplier<String> metrics,
        EventStore events,
        Sources sources,
        SearchJobs searches,
        Backups backups,
        Supplier<List<ConnectorStatus>> connectors,
        Supplier<List<ForwardStatus>> forwards,
        StoreCare care,
        Offenses offenses,
        Supplier<RuleSet> rules,
        ReportMaker reports,
        PackHost packs,
        Ledger ledger,
        LedgerHistory ledgerHistory,
        DeadLetters deadLetters,
        ReparseJobs reparse,
        LineExplainer explainer,
        BiConsumer<HttpServerRequest, Origin.Builder> ingest,
        Consumer<Router> console) {}
