package dev.vedette.host.reference;

/** Which way traffic goes, seen from the client's networks: local or remote, source first. */
public enum Direction {
    L2L("internal"),
    L2R("outbound"),
    R2L("inbound"),
    R2R("external");

    private final String ecs;

    Direction(String ecs) {
        this.ecs = ecs;
    }

    /** The word that ECS uses in {@code network.direction} for the perimeter's point of view. */
    public String ecs() {
        return ecs;
    }

    static Direction of(boolean localSource, boolean localDestination) {
        return localSource ? (localDestination ? L2L : L2R) : (localDestination ? R2L : R2R);
    }
}
