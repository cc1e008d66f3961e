package dev.vedette.host.correlate;

import dev.vedette.api.event.IpAddress;
import dev.vedette.api.profile.CrownJewel;
import dev.vedette.host.profile.ThreatRanking;
import dev.vedette.host.reference.AssetEntry;
import dev.vedette.host.reference.Cidr;
import dev.vedette.host.reference.Client;
import dev.vedette.host.reference.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The one machine of an offense that matters most. What is said about a machine itself goes before the weight of its
 * network; a crown jewel counts with its criticality if that is more. Remote addresses do not count.
 *
 * @param weight 0 to 10
 */
record AssetWeight(double weight, String explanation, List<String> events) {
    private static final AssetWeight UNKNOWN = new AssetWeight(
            Network.DEFAULT_WEIGHT,
            "Nothing is known about the machines involved; the base rate of " + Network.DEFAULT_WEIGHT
                    + " of 10 counts.",
            List.of());

    static AssetWeight of(Offense offense, Client client, @Nullable ThreatRanking ranking) {
        List<AssetWeight> candidates = new ArrayList<>();
        List<CrownJewel> jewels =
                ranking == null ? List.of() : ranking.profile().crownJewels();
        for (Tally.Entry host : offense.involved().hosts().entries()) {
            AssetEntry asset = client.assets().byHost(host.value());
            if (asset != null) {
                candidates.add(listed(asset, host));
            }
            jewels.stream()
                    .filter(jewel -> jewel.assets().stream().anyMatch(name -> sameHost(name, host.value())))
                    .forEach(jewel -> candidates.add(jewel(jewel, host)));
        }
        addresses(offense.involved().destinations(), client, jewels, candidates);
        addresses(offense.involved().sources(), client, jewels, candidates);
        AssetWeight best = null;
        for (AssetWeight candidate : candidates) {
            best = best == null || candidate.weight > best.weight ? candidate : best;
        }
        return best == null ? UNKNOWN : best;
    }

    private static void addresses(
            Tally addresses, Client client, List<CrownJewel> jewels, List<AssetWeight> candidates) {
        for (Tally.Entry entry : addresses.entries()) {
            IpAddress address = IpAddress.parse(entry.value());
            if (address == null) {
                continue;
            }
            AssetEntry asset = client.assets().byAddress(address);
            Network network = client.networks().find(address);
            if (asset != null) {
                candidates.add(listed(asset, entry));
            } else if (network != null) {
                candidates.add(new AssetWeight(
                        network.weight(),
                        entry.value() + " is in network " + network.name() + " of weight " + network.weight()
                                + " of 10.",
                        List.of(entry.firstEvent())));
            }
            jewels.stream()
                    .filter(jewel -> jewel.assets().stream().anyMatch(name -> covers(name, address)))
                    .forEach(jewel -> candidates.add(jewel(jewel, entry)));
        }
    }

    private static AssetWeight listed(AssetEntry asset, Tally.Entry seen) {
        String owner = asset.owner() == null ? "" : " of " + asset.owner();
        return new AssetWeight(
                asset.criticality(),
                seen.value() + " is the asset " + asset.label() + owner + " of criticality " + asset.criticality()
                        + " of 10.",
                List.of(seen.firstEvent()));
    }

    private static AssetWeight jewel(CrownJewel jewel, Tally.Entry seen) {
        return new AssetWeight(
                jewel.criticality(),
                seen.value() + " belongs to the crown jewel \"" + jewel.name() + "\" of criticality "
                        + jewel.criticality() + " of 10.",
                List.of(seen.firstEvent()));
    }

    private static boolean sameHost(String name, String host) {
        String a = name.toLowerCase(Locale.ROOT);
        String b = host.toLowerCase(Locale.ROOT);
        return a.equals(b)
                || (a.indexOf('.') < 0 && b.startsWith(a + "."))
                || (b.indexOf('.') < 0 && a.startsWith(b + "."));
    }

    private static boolean covers(String name, IpAddress address) {
        Cidr block = Cidr.parseOrNull(name);
        return block != null && block.contains(address);
    }
}
