package dev.vedette.host.query.run;

/** How many more values may be remembered. */
final class Budget {
    private final int limit;
    private int left;

    Budget(int limit) {
        this.limit = limit;
        this.left = limit;
    }

    void take() {
        if (--left < 0) {
            throw new LimitReachedException("more than " + limit + " different values would have to be remembered (dc,"
                    + " values, dedup); narrow the search or the time, or raise search.query.max-values");
        }
    }
}
