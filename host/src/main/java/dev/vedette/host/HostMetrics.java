package dev.vedette.host;

import dev.vedette.host.forward.ForwardStatus;
import dev.vedette.host.ingest.pull.ConnectorStatus;
import dev.vedette.host.journal.JournalState;
import dev.vedette.host.metrics.PrometheusText;
import dev.vedette.host.pack.PackStatus;
import dev.vedette.host.pipeline.LedgerTotals;
import dev.vedette.host.search.SearchState;
import dev.vedette.host.store.StoreStatistics;
import dev.vedette.host.tls.TlsStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The host's figures for {@code /metrics}. */
final class HostMetrics {
    private HostMetrics() {}

    static String of(Host host) {
        PrometheusText text = new PrometheusText();
        ledger(text, host);
        StoreStatistics.Totals store = host.events().statistics().all();
        text.gauge("vedette_store_events", "Events in the store", store.events());
        text.gauge("vedette_store_bytes", "Bytes of the store on disk", store.bytes());
        text.gauge(
                "vedette_store_damaged_slices",
                "Slices that were set aside because they are damaged",
                host.events().statistics().damaged().size());
        text.counter(
                "vedette_store_rebuilt_events_total",
                "Events of damaged slices that came back",
                host.care().rebuiltEvents());
        text.counter(
                "vedette_store_lost_events_total",
                "Events of damaged slices that did not come back",
                host.care().lostEvents());
        text.counter(
                "vedette_store_deleted_slices_total",
                "Slices deleted by retention",
                host.care().deletedSlices());
        text.counter(
                "vedette_store_deleted_events_total",
                "Events deleted by retention",
                host.care().deletedEvents());
        text.gauge("vedette_store_slices", "Time slices of the store", store.slices());
        text.gauge(
                "vedette_rules",
                "Rules in force",
                host.content().get().pipeline().rules().rules().size());
        text.gauge(
                "vedette_pipeline_held_up",
                "1 while the store cannot write",
                host.pipeline().isHeldUp() ? 1 : 0);
        for (ConnectorStatus connector : host.connectors().status()) {
            text.counter(
                    "vedette_connector_records_total",
                    "Records fetched",
                    connector.statistics().records(),
                    "connector",
                    connector.id());
        }
        for (ConnectorStatus connector : host.connectors().status()) {
            text.gauge(
                    "vedette_connector_failures",
                    "Fetches that failed in a row",
                    connector.failures(),
                    "connector",
                    connector.id());
        }
        text.counter(
                "vedette_recoveries_total",
                "How often the store went on after a failure of the disk",
                host.recovery().times());
        text.gauge(
                "vedette_recovery_under_way",
                "1 while the store recovers from a failure of the disk",
                host.recovery().underWay() == null ? 0 : 1);
        journal(text, host);
        text.counter(
                "vedette_dead_letters_replayed_total",
                "Dead letters that came to another end",
                host.upkeep().deadLetters().replayed());
        text.counter(
                "vedette_dead_letters_expired_total",
                "Dead letters that were too old or too many",
                host.upkeep().housekeeping().expired());
        forwards(text, host.forwards().status());
        text.gauge("vedette_sources", "Sources that are tracked", host.sources().size());
        text.gauge(
                "vedette_sources_silent",
                "Sources that have gone silent",
                host.sources().silent());
        text.counter(
                "vedette_sources_untracked_records_total",
                "Records of senders that are not tracked",
                host.sources().untracked());
        text.gauge(
                "vedette_searches_waiting",
                "Searches in the queue",
                host.searches().count(SearchState.WAIT));
        text.gauge(
                "vedette_searches_running", "Searches that run", host.searches().count(SearchState.EXECUTE));
        text.gauge(
                "vedette_searches_bytes",
                "Rows of searches that are kept",
                host.searches().keptBytes());
        for (PackStatus pack : host.packs().status()) {
            text.counter(
                    "vedette_pack_calls_total",
                    "Calls into a pack",
                    pack.counts().calls(),
                    "pack",
                    pack.id());
        }
        for (PackStatus pack : host.packs().status()) {
            text.counter(
                    "vedette_pack_faults_total",
                    "Calls that failed",
                    pack.counts().faults(),
                    "pack",
                    pack.id());
        }
        for (PackStatus pack : host.packs().status()) {
            text.counter(
                    "vedette_pack_slow_total",
                    "Calls beyond the soft limit",
                    pack.counts().slow(),
                    "pack",
                    pack.id());
        }
        text.gauge(
                "vedette_audit_unwritten",
                "Entries of the audit log that could not be written yet",
                host.access().audit().unwritten());
        for (TlsStatus status : host.tls().status()) {
            text.gauge(
                    "vedette_tls_certificate_expires",
                    "When the certificate that is served ends, seconds since 1970",
                    status.expires().getEpochSecond(),
                    "file",
                    status.certificate().toString());
        }
        for (TlsStatus status : host.tls().status()) {
            text.gauge(
                    "vedette_tls_files_broken",
                    "1 while the files have changed and cannot be served",
                    status.problem() == null ? 0 : 1,
                    "file",
                    status.certificate().toString());
        }
        return text.toString();
    }

    private static void journal(PrometheusText text, Host host) {
        JournalState journal;
        try {
            journal = host.journal().state();
        } catch (IOException e) {
            throw new UncheckedIOException("the journal's folder cannot be asked", e);
        }
        text.gauge("vedette_journal_failing", "1 while it cannot be written", journal.problem() == null ? 0 : 1);
        text.gauge("vedette_journal_bytes", "Bytes of the journal on disk", journal.bytes());
        text.gauge("vedette_journal_segments", "Segment files of the journal", journal.segments());
        text.gauge("vedette_journal_queued", "Raw records that wait to be written", journal.queued());
        text.gauge(
                "vedette_journal_damages",
                "Stretches that could not be read since the start",
                journal.damages().size());
    }

    private static void ledger(PrometheusText text, Host host) {
        LedgerTotals totals = host.ledger().totals();
        text.counter("vedette_records_received_total", "Raw records received", totals.received());
        text.counter("vedette_records_indexed_total", "Raw records indexed", totals.indexed());
        totals.filteredBy()
                .forEach((reason, count) -> text.counter(
                        "vedette_records_filtered_total", "Raw records left out", count, "reason", reason));
        totals.deadLetteredBy()
                .forEach((reason, count) -> text.counter(
                        "vedette_records_dead_lettered_total", "Raw records abandoned", count, "reason", reason));
        totals.droppedBy()
                .forEach((reason, count) ->
                        text.counter("vedette_records_dropped_total", "Raw records dropped", count, "reason", reason));
        text.gauge("vedette_records_pending", "Raw records under way", totals.pending());
        text.gauge("vedette_ledger_residue", "Raw records unaccounted for", totals.residue());
        text.gauge(
                "vedette_ledger_alarm",
                "The residue that the alarm stands at",
                host.alarm().residue());
    }

    private static void forwards(PrometheusText text, List<ForwardStatus> forwards) {
        String label = "forward";
        forwards.forEach(one -> text.counter(
                "vedette_forward_records_total", "Records that the target has", one.forwarded(), label, one.id()));
        forwards.forEach(one -> text.counter(
                "vedette_forward_skipped_total",
                "Records for which the queue had no place",
                one.skipped(),
                label,
                one.id()));
        forwards.forEach(one -> text.counter(
                "vedette_forward_failed_total", "Records that the target refused", one.failed(), label, one.id()));
        forwards.forEach(one -> text.gauge(
                "vedette_forward_waiting_bytes", "Bytes that wait on disk", one.waitingBytes(), label, one.id()));
        forwards.forEach(one -> text.gauge(
                "vedette_forward_failing",
                "1 while the target takes nothing",
                one.problem() == null ? 0 : 1,
                label,
                one.id()));
    }
}
