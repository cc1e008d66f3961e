package dev.vedette.host.cli.crash;

import java.util.BitSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which of the numbered records were sent and which of them acknowledged. Thread-safe. */
final class Tally {
    private static final Pattern NUMBER = Pattern.compile("user crash(\\d+) ");

    private final AtomicInteger next = new AtomicInteger();
    private final BitSet acknowledged = new BitSet();

    /** Takes so many numbers; the first. */
    int take(int records) {
        return next.getAndAdd(records);
    }

    /** The record of a number: what a login with a wrong password looks like, some of them from a few addresses. */
    static String line(int number) {
        return "<38>Nov 22 18:00:00 host-" + number % 17 + " sshd[" + (1000 + number % 5000)
                + "]: Failed password for invalid user crash" + number + " from 203.0.113." + number % 50
                + " port 22 ssh2";
    }

    /** The number of a record; -1 if it is none of ours. */
    static int number(String record) {
        Matcher matcher = NUMBER.matcher(record);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : -1;
    }

    synchronized void acknowledged(int first, int records) {
        acknowledged.set(first, first + records);
    }

    int sent() {
        return next.get();
    }

    synchronized BitSet acknowledged() {
        return (BitSet) acknowledged.clone();
    }
}
