package dev.vedette.host.pipeline;

import dev.vedette.host.detect.RuleSet;
import dev.vedette.host.flow.FlowDecoders;
import dev.vedette.host.parse.ParserRegistry;

/**
 * What the active packs bring to the pipeline. Immutable: a change of packs swaps the whole, and a worker takes it anew
 * for every batch, so that no event is read by one generation and judged by another.
 */
public record PipelineContent(ParserRegistry parsers, RuleSet rules, FlowDecoders decoders) {}
