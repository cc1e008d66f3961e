package dev.vedette.testkit;

import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Raw records for tests: an author's samples, and what goes wrong with them on the way. */
public final class Records {
    private static final int HUGE = 1024 * 1024;
    private static final int CUTS = 300;
    private static final int FLIPS = 200;

    private Records() {}

    /**
     * A record as a receiver would have made it.
     *
     * @param receivedAt what counts as now for its parser
     */
    public static RawRecord of(String text, Instant receivedAt) {
        return of(text.getBytes(StandardCharsets.UTF_8), receivedAt);
    }

    /**
     * A record of bytes.
     *
     * @param bytes taken over, not copied
     * @param receivedAt what counts as now for its parser
     */
    public static RawRecord of(byte[] bytes, Instant receivedAt) {
        return new RawRecord(
                bytes, receivedAt, Origin.of("default", "test").source("test").build());
    }

    /** Payloads that no parser may stumble over, by what they are: empty, huge, binary, cut off, damaged. */
    static Map<String, byte[]> hostile(List<byte[]> samples) {
        Map<String, byte[]> hostile = new LinkedHashMap<>();
        hostile.put("an empty record", new byte[0]);
        hostile.put("a blank", bytes(" "));
        hostile.put("only line ends", bytes("\r\n\r\n"));
        hostile.put("1 MiB of one letter", bytes("a".repeat(HUGE)));
        hostile.put("1 MiB of brackets", bytes("[{(\"<".repeat(HUGE / 5)));
        hostile.put("1 MiB of blanks and equal signs", bytes(" =".repeat(HUGE / 2)));
        byte[] every = new byte[256];
        for (int i = 0; i < every.length; i++) {
            every[i] = (byte) i;
        }
        hostile.put("every byte once", every);
        Random random = new Random(42);
        byte[] noise = new byte[64 * 1024];
        random.nextBytes(noise);
        hostile.put("64 KiB of noise", noise);
        for (int s = 0; s < samples.size(); s++) {
            byte[] sample = samples.get(s);
            String name = "sample " + (s + 1);
            hostile.put(name + " with 1 MiB behind it", concat(sample, bytes("x".repeat(HUGE))));
            hostile.put(name + " repeated up to 1 MiB", repeat(sample));
            hostile.put(name + " with noise behind it", concat(sample, noise));
            int step = Math.max(1, sample.length / CUTS);
            for (int cut = 0; cut < sample.length; cut += step) {
                hostile.put(name + " cut off after " + cut + " bytes", Arrays.copyOf(sample, cut));
                hostile.put(
                        name + " without its first " + cut + " bytes", Arrays.copyOfRange(sample, cut, sample.length));
            }
            for (int flip = 0; flip < FLIPS && sample.length > 0; flip++) {
                byte[] damaged = sample.clone();
                int at = random.nextInt(damaged.length);
                damaged[at] = (byte) random.nextInt(256);
                hostile.put(name + ", byte " + at + " damaged (" + flip + ")", damaged);
            }
        }
        return hostile;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] repeat(byte[] sample) {
        byte[] out = new byte[sample.length == 0 ? 0 : HUGE / sample.length * sample.length];
        for (int at = 0; at < out.length; at += sample.length) {
            System.arraycopy(sample, 0, out, at, sample.length);
        }
        return out;
    }
}
