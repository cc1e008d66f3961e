package dev.vedette.host.source;

import java.time.Duration;

/**
 * When a source counts as one of a parser's format (QRadar's auto-detection).
 *
 * @param minimumSuccesses so many records must have been understood by the parser
 * @param minimumSuccessRate and so many of 100 records of the source since the first of these
 * @param abandonAfterFailures so many records in a row that were not the parser's end the attempt; the next success
 *     begins another
 * @param abandonAfterRecords as does no recognition within so many records
 * @param lookBack how far back what came before the recognition is parsed again; zero is never
 */
public record DetectionSettings(
        int minimumSuccesses,
        int minimumSuccessRate,
        int abandonAfterFailures,
        int abandonAfterRecords,
        Duration lookBack) {
    public static final DetectionSettings DEFAULT = new DetectionSettings(5, 10, 500, 5_000, Duration.ofDays(1));

    public DetectionSettings {
        if (minimumSuccesses < 1 || abandonAfterFailures < 1 || abandonAfterRecords < minimumSuccesses) {
            throw new IllegalArgumentException("sources.detection: minimum-successes and abandon-after-failures are at"
                    + " least 1, and abandon-after-records is at least minimum-successes");
        }
        if (minimumSuccessRate < 0 || minimumSuccessRate > 100) {
            throw new IllegalArgumentException(
                    "sources.detection.minimum-success-rate is in percent, 0 to 100, not " + minimumSuccessRate);
        }
        if (lookBack.isNegative()) {
            throw new IllegalArgumentException("sources.detection.look-back is a time such as 24h, or 0s for never");
        }
    }
}
