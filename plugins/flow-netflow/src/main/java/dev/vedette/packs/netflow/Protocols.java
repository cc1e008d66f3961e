package dev.vedette.packs.netflow;

import org.jspecify.annotations.Nullable;

/** Names of IP protocols, for {@code network.transport}. */
final class Protocols {
    private Protocols() {}

    /** The name in lower case, or null for a protocol that nobody speaks of by name. */
    static @Nullable String name(long number) {
        return switch ((int) Math.min(number, 256)) {
            case 0 -> "hopopt";
            case 1 -> "icmp";
            case 2 -> "igmp";
            case 4 -> "ipv4";
            case 6 -> "tcp";
            case 8 -> "egp";
            case 17 -> "udp";
            case 33 -> "dccp";
            case 41 -> "ipv6";
            case 46 -> "rsvp";
            case 47 -> "gre";
            case 50 -> "esp";
            case 51 -> "ah";
            case 58 -> "ipv6-icmp";
            case 88 -> "eigrp";
            case 89 -> "ospf";
            case 103 -> "pim";
            case 112 -> "vrrp";
            case 115 -> "l2tp";
            case 132 -> "sctp";
            case 136 -> "udplite";
            default -> null;
        };
    }
}
