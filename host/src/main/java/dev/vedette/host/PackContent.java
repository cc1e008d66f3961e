package dev.vedette.host;

import dev.vedette.api.read.RecordReader;
import dev.vedette.host.pack.LoadedPack;
import dev.vedette.host.pipeline.PipelineContent;
import dev.vedette.host.profile.ThreatProfiles;
import java.util.List;

/** Everything that the active packs bring, compiled. Immutable; swapped as a whole. */
public record PackContent(
        PipelineContent pipeline, ThreatProfiles profiles, List<RecordReader> readers, List<LoadedPack> packs) {
    static final PackContent EMPTY = new PackContent(PipelineContent.EMPTY, ThreatProfiles.EMPTY, List.of(), List.of());

    public PackContent {
        readers = List.copyOf(readers);
        packs = List.copyOf(packs);
    }
}
