package dev.vedette.host.flow;

import java.time.Duration;
import java.util.Set;

/**
 * Limits of flow decoding.
 *
 * @param receivers ids of the receivers that take flow datagrams in
 * @param maxHeld datagrams that one worker holds back until their template comes
 * @param holdTime how long one is held
 * @param maxExporters remembered at a time
 * @param maxTemplates of one exporter
 */
public record FlowSettings(Set<String> receivers, int maxHeld, Duration holdTime, int maxExporters, int maxTemplates) {
    public FlowSettings {
        receivers = Set.copyOf(receivers);
        if (maxHeld < 0 || maxExporters < 1 || maxTemplates < 1 || holdTime.isNegative()) {
            throw new IllegalArgumentException(
                    "the limits of flow decoding are at least 1, of what is held at least 0");
        }
    }

    /** 4,096 datagrams for 5 minutes, 10,000 exporters with 4,096 templates each. */
    public static FlowSettings of(Set<String> receivers) {
        return new FlowSettings(receivers, 4_096, Duration.ofMinutes(5), 10_000, 4_096);
    }
}
