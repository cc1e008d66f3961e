package dev.vedette.host.source;

import java.util.List;

/**
 * How sources are watched.
 *
 * @param mostTracked so many sources are remembered; further ones work like the others, but are not listed or watched
 * @param known what is known of sources in advance
 */
public record SourceSettings(
        int mostTracked, DetectionSettings detection, SilenceSettings silence, List<KnownSource> known) {
    public static final SourceSettings DEFAULT =
            new SourceSettings(100_000, DetectionSettings.DEFAULT, SilenceSettings.DEFAULT, List.of());

    public SourceSettings {
        known = List.copyOf(known);
        if (mostTracked < 1) {
            throw new IllegalArgumentException("sources.most-tracked is at least 1");
        }
    }
}
