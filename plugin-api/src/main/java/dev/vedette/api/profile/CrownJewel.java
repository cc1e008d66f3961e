package dev.vedette.api.profile;

import java.util.List;
import java.util.Objects;

/** Something most precious to the client, and how to recognise it in events. Immutable. */
public final class CrownJewel {
    private final String name;
    private final List<String> assets;
    private final int criticality;

    private CrownJewel(String name, List<String> assets, int criticality) {
        this.name = Objects.requireNonNull(name, "name");
        this.assets = List.copyOf(assets);
        this.criticality = criticality;
    }

    /**
     * A crown jewel.
     *
     * @param name what people call it
     * @param assets host names (case ignored), addresses or networks in CIDR form
     * @param criticality 0 to 10
     * @throws IllegalArgumentException if the criticality is not of that range
     */
    public static CrownJewel of(String name, List<String> assets, int criticality) {
        if (criticality < 0 || criticality > 10) {
            throw new IllegalArgumentException("the criticality of " + name + " is 0 to 10, not " + criticality);
        }
        return new CrownJewel(name, assets, criticality);
    }

    /** What people call it. */
    public String name() {
        return name;
    }

    /** Host names, addresses, networks. */
    public List<String> assets() {
        return assets;
    }

    /** 0 to 10. */
    public int criticality() {
        return criticality;
    }
}
