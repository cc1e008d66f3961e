package dev.vedette.host.source;

/** Records a second over the last minute: this minute's and the part of the last one that is within. Not thread-safe. */
final class Rate {
    private static final long MINUTE = 60_000;

    private long minute;
    private long current;
    private long before;

    void count(long uptime) {
        turn(uptime);
        current++;
    }

    private void turn(long uptime) {
        long now = uptime / MINUTE;
        if (now != minute) {
            before = now == minute + 1 ? current : 0;
            current = 0;
            minute = now;
        }
    }

    double perSecond(long uptime) {
        turn(uptime);
        double ofBefore = 1 - (double) (uptime % MINUTE) / MINUTE;
        return (current + before * ofBefore) / 60;
    }
}
