package dev.vedette.host.pipeline;

import dev.vedette.api.event.Origin;
import dev.vedette.host.correlate.OffenseEngine;
import dev.vedette.host.flow.Exporters;
import dev.vedette.host.flow.FlowSettings;
import dev.vedette.host.ingest.SourceMarks;
import dev.vedette.host.pack.PackGuard;
import dev.vedette.host.parse.ParseSettings;
import dev.vedette.host.reference.Clients;
import dev.vedette.host.source.Sources;
import dev.vedette.host.store.EventStore;
import dev.vedette.host.store.state.DeadLetterTable;
import java.time.Clock;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What a pipeline works with; all of it thread-safe.
 *
 * @param coalesced whose events are coalesced, see {@link Coalescer}
 */
public record PipelineParts(
        Supplier<PipelineContent> content,
        PackGuard guard,
        ParseSettings parsing,
        FlowSettings flows,
        Exporters exporters,
        Clients clients,
        EventStore store,
        OffenseEngine offenses,
        Ledger ledger,
        DeadLetterTable deadLetters,
        Sources sources,
        SourceMarks marks,
        Tap tap,
        Predicate<Origin> coalesced,
        Clock clock) {}
