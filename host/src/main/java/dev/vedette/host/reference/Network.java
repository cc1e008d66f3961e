package dev.vedette.host.reference;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A network of a client.
 *
 * @param name dots make levels: {@code branches.berlin.tills}
 * @param block its addresses
 * @param zone what kind of place it is, for example {@code dmz}; null where nobody said
 * @param weight how much it matters, 0 to 10
 */
public record Network(String name, Cidr block, @Nullable String zone, int weight) {
    /** The weight of a network where nobody said one. */
    public static final int DEFAULT_WEIGHT = 5;

    public Network {
        Objects.requireNonNull(block, "block");
        if (name.isBlank()) {
            throw new IllegalArgumentException("the network " + block + " needs a name");
        }
        if (weight < 0 || weight > 10) {
            throw new IllegalArgumentException("the weight of network '" + name + "' is 0 to 10, not " + weight);
        }
    }

    /** A network with its block as text ({@code 10.0.0.0/8}). */
    public static Network of(String name, String cidr, @Nullable String zone, int weight) {
        return new Network(name, Cidr.parse(cidr), zone, weight);
    }
}
