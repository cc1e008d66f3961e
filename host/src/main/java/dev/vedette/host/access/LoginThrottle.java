package dev.vedette.host.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down who guesses passwords. Counted are failures of a user from an address, of an address whatever the name, and of
 * a user from everywhere; the last one never holds up an address from which that user has signed in before, so that strangers
 * cannot lock somebody out of where he works.
 */
final class LoginThrottle {
    private static final int FREE_OF_BOTH = 5;
    private static final int FREE_OF_ADDRESS = 30;
    private static final int FREE_OF_NAME = 100;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(15);
    private static final int DOUBLINGS = 6; // to 16 minutes
    private static final Duration FORGOTTEN = Duration.ofMinutes(60);
    private static final int MOST = 20_000; // of each kind

    private record Tally(int failures, Instant last) {}

    private final Clock clock;
    private final Map<String, Tally> ofBoth = new Eldest<>();
    private final Map<String, Tally> ofAddress = new Eldest<>();
    private final Map<String, Tally> ofName = new Eldest<>();
    private final Map<String, Boolean> known = new Eldest<>();

    LoginThrottle(Clock clock) {
        this.clock = clock;
    }

    /** How long to wait before the next try; zero for not at all. */
    synchronized Duration wait(String name, String address) {
        String network = network(address);
        Duration both = wait(ofBoth, name + " " + network, FREE_OF_BOTH);
        Duration from = wait(ofAddress, network, FREE_OF_ADDRESS);
        Duration to = known.containsKey(name + " " + network) ? Duration.ZERO : wait(ofName, name, FREE_OF_NAME);
        return max(both, max(from, to));
    }

    private Duration wait(Map<String, Tally> tallies, String key, int free) {
        Tally tally = tallies.get(key);
        if (tally == null || tally.failures() < free) {
            return Duration.ZERO;
        }
        Duration penalty = FIRST_WAIT.multipliedBy(1L << Math.min(tally.failures() - free, DOUBLINGS));
        Duration left = Duration.between(clock.instant(), tally.last().plus(penalty));
        return left.isNegative() ? Duration.ZERO : left;
    }

    synchronized void failed(String name, String address) {
        String network = network(address);
        count(ofBoth, name + " " + network);
        count(ofAddress, network);
        count(ofName, name);
    }

    private void count(Map<String, Tally> tallies, String key) {
        Instant now = clock.instant();
        tallies.merge(
                key,
                new Tally(1, now),
                (old, one) -> new Tally(
                        now.isAfter(old.last().plus(FORGOTTEN)) ? 1 : Math.min(old.failures() + 1, 1_000_000), now));
    }

    synchronized void succeeded(String name, String address) {
        String network = network(address);
        ofBoth.remove(name + " " + network);
        known.put(name + " " + network, true);
    }

    /** Of an IPv6 address the first 64 bits: who has one has all behind them. */
    private static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress(); // a literal: nobody is asked
            return bytes.length == 16 ? HexFormat.of().formatHex(bytes, 0, 8) : address;
        } catch (UnknownHostException e) {
            return address;
        }
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** Keeps what was touched last. */
    private static final class Eldest<V> extends LinkedHashMap<String, V> {
        private static final long serialVersionUID = 1;

        Eldest() {
            super(64, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > MOST;
        }
    }
}
