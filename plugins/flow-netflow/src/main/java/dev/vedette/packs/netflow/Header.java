package dev.vedette.packs.netflow;

/** What the header of a datagram says that its records need. */
final class Header {
    final int version;
    final long domain;
    final long exportMillis;
    /** When the exporter's clock of milliseconds was 0; Long.MIN_VALUE where it has none. */
    final long bootMillis;

    final long uptimeMillis;

    Header(int version, long domain, long exportMillis, long uptimeMillis) {
        this.version = version;
        this.domain = domain;
        this.exportMillis = exportMillis;
        this.uptimeMillis = uptimeMillis;
        this.bootMillis = uptimeMillis < 0 ? Long.MIN_VALUE : exportMillis - uptimeMillis;
    }

    /**
     * The absolute time of a reading of the exporter's clock. The clock has 32 bits and starts anew after 49.7 days: a
     * reading far above the one in the header was taken before that.
     */
    long absolute(long reading) {
        return bootMillis + (reading - uptimeMillis > 1L << 31 ? reading - (1L << 32) : reading);
    }
}
