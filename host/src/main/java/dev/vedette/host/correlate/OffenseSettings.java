package dev.vedette.host.correlate;

import java.time.Duration;
import java.util.Map;

/**
 * Settings of offenses and their rating.
 *
 * @param activeFor how long after its last finding an offense is active
 * @param inactiveAfter how long after its last event a finding still joins an offense
 * @param evidencePerRule how many event ids an offense keeps for each rule
 * @param inMemory how many offenses are kept in memory; the others are read when a finding needs them
 * @param sourceReliability Admiralty letter (A to F) by type of log source (its dataset, or a beginning of it)
 */
public record OffenseSettings(
        Duration activeFor,
        Duration inactiveAfter,
        int evidencePerRule,
        int inMemory,
        Map<String, String> sourceReliability) {
    public static final OffenseSettings DEFAULTS =
            new OffenseSettings(Duration.ofMinutes(30), Duration.ofDays(5), 20, 20_000, Map.of());

    public OffenseSettings {
        if (activeFor.isNegative() || inactiveAfter.compareTo(activeFor) < 0) {
            throw new IllegalArgumentException("inactive-after is at least active-for, and neither is negative");
        }
        if (evidencePerRule < 1 || inMemory < 1) {
            throw new IllegalArgumentException("evidence-per-rule and in-memory are at least 1");
        }
        sourceReliability = Map.copyOf(sourceReliability);
        sourceReliability.values().forEach(Reliability::ofLetter);
    }
}
