package dev.vedette.host.store.state;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Makes old counts coarser, a stretch of time after the other, each in a transaction of its own. */
final class LedgerRollUp {
    private static final long HOUR = 60;
    private static final long DAY = 24 * HOUR;
    private static final String MINUTES = "ledger WHERE ";
    private static final String HOURS = "ledger_coarse WHERE width = 60 AND ";

    private final Jdbi jdbi;

    LedgerRollUp(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void minutesToHours(Instant before) {
        rollUp(MINUTES, HOUR, before);
    }

    void hoursToDays(Instant before) {
        rollUp(HOURS, DAY, before);
    }

    void forgetDays(Instant before) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "DELETE FROM ledger_coarse WHERE width = :width AND at_minute < :before")
                .bind("width", DAY)
                .bind("before", Math.floorDiv(before.getEpochSecond() / 60, DAY) * DAY)
                .execute());
    }

    private void rollUp(String from, long width, Instant before) {
        long end = Math.floorDiv(before.getEpochSecond() / 60, width) * width; // whole ones only
        while (true) {
            boolean done = jdbi.inTransaction(handle -> {
                Long oldest = handle.createQuery("SELECT MIN(at_minute) FROM " + from + "at_minute < :end")
                        .bind("end", end)
                        .mapTo(Long.class)
                        .findOne()
                        .orElse(null);
                if (oldest == null) {
                    return true;
                }
                one(handle, from, width, Math.floorDiv(oldest, width) * width);
                return false;
            });
            if (done) {
                return;
            }
        }
    }

    /** Adds a stretch to the coarse row that begins with it, which may be there: late counts come for old minutes too. */
    private static void one(Handle handle, String from, long width, long start) {
        String cells = "SELECT client, source, term, reason, SUM(records) AS records FROM " + from
                + "at_minute >= :start AND at_minute < :end GROUP BY client, source, term, reason";
        String same = "c.client = f.client AND c.source = f.source AND c.term = f.term AND c.reason = f.reason"
                + " AND c.at_minute = :start AND c.width = :width";
        run(
                handle,
                "UPDATE ledger_coarse c SET records = c.records + (SELECT f.records FROM (" + cells + ") f WHERE "
                        + same.replace("c.at_minute = :start AND c.width = :width", "1 = 1")
                        + ") WHERE c.at_minute = :start AND c.width = :width AND EXISTS (SELECT 1 FROM (" + cells
                        + ") f WHERE " + same + ")",
                width,
                start);
        run(
                handle,
                "INSERT INTO ledger_coarse (client, source, at_minute, width, term, reason, records)"
                        + " SELECT f.client, f.source, :start, :width, f.term, f.reason, f.records FROM (" + cells
                        + ") f WHERE NOT EXISTS (SELECT 1 FROM ledger_coarse c WHERE " + same + ")",
                width,
                start);
        run(handle, "DELETE FROM " + from + "at_minute >= :start AND at_minute < :end", width, start);
    }

    private static void run(Handle handle, String sql, long width, long start) {
        var update = handle.createUpdate(sql).bind("start", start).bind("end", start + width);
        if (sql.contains(":width")) {
            update.bind("width", width);
        }
        update.execute();
    }
}
