package dev.vedette.host.pipeline;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the ledger's residue. While records move, a single reading may be off; the same difference in several readings
 * in a row is a record that nobody accounts for.
 */
public final class ResidueAlarm {
    /** So many equal readings in a row raise the alarm. */
    static final int READINGS = 3;

    private static final Logger LOG = LoggerFactory.getLogger(ResidueAlarm.class);

    private final Ledger ledger;
    private long last;
    private int equalReadings;
    private volatile long raised;

    public ResidueAlarm(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Reads the ledger once; call it at a steady pace from one thread. */
    public void check() {
        long residue = ledger.totals().residue();
        equalReadings = residue == last ? equalReadings + 1 : 1;
        last = residue;
        if (equalReadings < READINGS || residue == raised) {
            return;
        }
        raised = residue;
        if (residue == 0) {
            LOG.info("The ledger balances again.");
        } else {
            LOG.error(
                    "LEDGER ALARM: residue {}: {} record(s) were received and are neither indexed, filtered,"
                            + " dead-lettered, dropped nor under way. This is a bug of the host: please report it with"
                            + " the output of GET /api/v1/ledger.",
                    residue,
                    residue);
        }
    }

    /** The residue that the alarm stands at; 0 when it is silent. */
    public long residue() {
        return raised;
    }
}
