package dev.vedette.host.pack;

import java.time.Duration;
import java.util.Set;

/**
 * Settings of the pack host.
 *
 * @param unsignedCode whether Java in packs may run
 * @param safeMode start with no pack at all
 * @param loadLimit how long the constructors of one pack's extensions, or one {@code close()}, may take
 * @param drainLimit how long a replaced pack is kept for calls under way
 * @param keepPrevious how many replaced archives of each pack are kept for rollback
 * @param trusted SHA-256, in hex, of archives whose Java may run all the same: those of the distribution itself
 * @param hostVersion the product's version, against which {@code requires.host} is checked
 */
public record PackSettings(
        UnsignedCode unsignedCode,
        boolean safeMode,
        Duration loadLimit,
        Duration drainLimit,
        int keepPrevious,
        Set<String> trusted,
        String hostVersion) {
    public PackSettings {
        if (loadLimit.isNegative() || loadLimit.isZero() || drainLimit.isNegative() || keepPrevious < 0) {
            throw new IllegalArgumentException("packs: limits are above zero, keep-previous is not negative");
        }
        trusted = Set.copyOf(trusted);
    }

    /** Refuse unsigned code, 10 s to load, 30 s to drain, three archives kept. */
    public static PackSettings defaults() {
        return new PackSettings(
                UnsignedCode.REFUSE, false, Duration.ofSeconds(10), Duration.ofSeconds(30), 3, Set.of(), "0.1.0");
    }

    public PackSettings withUnsignedCode(UnsignedCode policy) {
        return new PackSettings(policy, safeMode, loadLimit, drainLimit, keepPrevious, trusted, hostVersion);
    }

    public PackSettings withSafeMode(boolean safe) {
        return new PackSettings(unsignedCode, safe, loadLimit, drainLimit, keepPrevious, trusted, hostVersion);
    }

    public PackSettings withLoadLimit(Duration limit) {
        return new PackSettings(unsignedCode, safeMode, limit, drainLimit, keepPrevious, trusted, hostVersion);
    }

    public PackSettings withDrainLimit(Duration limit) {
        return new PackSettings(unsignedCode, safeMode, loadLimit, limit, keepPrevious, trusted, hostVersion);
    }

    public PackSettings withTrusted(Set<String> archives) {
        return new PackSettings(unsignedCode, safeMode, loadLimit, drainLimit, keepPrevious, archives, hostVersion);
    }
}
