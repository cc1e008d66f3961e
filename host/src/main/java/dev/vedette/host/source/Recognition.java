package dev.vedette.host.source;

import java.time.Instant;

/** Whether a source sends the format of one parser. Not thread-safe. */
final class Recognition {
    private final DetectionSettings settings;
    private long successes;
    private long records;
    private long failuresInARow;
    private boolean recognised;
    private Instant last = Instant.EPOCH;

    Recognition(DetectionSettings settings) {
        this.settings = settings;
    }

    /** One that was recognised in an earlier run of the host. */
    static Recognition known(DetectionSettings settings, Instant last) {
        Recognition known = new Recognition(settings);
        known.recognised = true;
        known.last = last;
        return known;
    }

    /**
     * The parser understood a record.
     *
     * @return whether this is the one that made the source recognised
     */
    boolean understood(Instant at) {
        records++;
        successes++;
        failuresInARow = 0;
        last = at;
        if (recognised
                || successes < settings.minimumSuccesses()
                || successes * 100 < records * settings.minimumSuccessRate()) {
            return false;
        }
        recognised = true;
        return true;
    }

    /**
     * A record was none of the parser's.
     *
     * @return whether the attempt ends: the parser is forgotten for this source
     */
    boolean notUnderstood() {
        records++;
        failuresInARow++;
        return !recognised
                && (failuresInARow >= settings.abandonAfterFailures() || records >= settings.abandonAfterRecords());
    }

    boolean recognised() {
        return recognised;
    }

    Instant last() {
        return last;
    }

    long successes() {
        return successes;
    }
}
