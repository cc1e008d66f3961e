package dev.vedette.host.pipeline;

import dev.vedette.host.detect.RuleSet;
import dev.vedette.host.flow.FlowDecoderEntry;
import dev.vedette.host.parse.ParserRegistry;
import java.util.List;

/**
 * What the active packs bring to the pipeline. Immutable: a change of packs swaps the whole, and a worker takes it anew
 * for every batch, so that no event is read by one generation and judged by another.
 */
public record PipelineContent(ParserRegistry parsers, RuleSet rules, List<FlowDecoderEntry> decoders) {
    public static final PipelineContent EMPTY = new PipelineContent(ParserRegistry.empty(), RuleSet.empty(), List.of());

    public PipelineContent {
        decoders = List.copyOf(decoders);
    }
}
