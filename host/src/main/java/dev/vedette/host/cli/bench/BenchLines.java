package dev.vedette.host.cli.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Lines of a mid-size network, by seed: firewall, web and SSH, as they come in, within a minute of each other. */
final class BenchLines {
    private static final DateTimeFormatter RFC3164 = format("MMM dd HH:mm:ss");
    private static final DateTimeFormatter ASA = format("MMM dd yyyy HH:mm:ss");
    private static final DateTimeFormatter CLF = format("dd/MMM/yyyy:HH:mm:ss '+0000'");
    private static final int SPREAD_SECONDS = 60;

    private final Random random;

    BenchLines(long seed) {
        this.random = new Random(seed);
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }

    List<byte[]> take(int count, Instant now) {
        List<byte[]> lines = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Instant moment = now.minusSeconds(random.nextInt(SPREAD_SECONDS));
            lines.add(line(random.nextInt(10), moment).getBytes(StandardCharsets.UTF_8));
        }
        return lines;
    }

    private String line(int kind, Instant moment) {
        if (kind < 4) {
            return "<166>" + ASA.format(moment) + " fw-edge : %ASA-6-302013: Built outbound TCP connection "
                    + random.nextInt(10_000_000) + " for outside:" + outside() + "/443 (" + outside()
                    + "/443) to inside:"
                    + inside() + "/" + port() + " (192.0.2.1/" + port() + ")";
        }
        if (kind == 4) {
            return "<164>" + ASA.format(moment) + " fw-edge : %ASA-4-106023: Deny tcp src outside:" + outside() + "/"
                    + port() + " dst inside:" + inside() + "/" + random.nextInt(1024)
                    + " by access-group \"outside_in\" [0x0, 0x0]";
        }
        if (kind < 8) {
            return "<190>" + RFC3164.format(moment) + " web" + random.nextInt(4) + " nginx: " + outside() + " - - ["
                    + CLF.format(moment) + "] \"GET /shop/item/" + random.nextInt(100_000) + "?ref="
                    + random.nextInt(100)
                    + " HTTP/1.1\" " + (random.nextInt(20) == 0 ? 404 : 200) + " " + random.nextInt(60_000)
                    + " \"https://shop.example.org/list\" \"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101"
                    + " Firefox/140.0\"";
        }
        return "<86>" + RFC3164.format(moment) + " app" + random.nextInt(40) + " sshd[" + random.nextInt(65_000)
                + "]: " + (random.nextInt(50) == 0 ? "Failed password" : "Accepted publickey") + " for user"
                + random.nextInt(2_000) + " from " + inside() + " port " + port() + " ssh2";
    }

    private String outside() {
        return "198.51.100." + random.nextInt(256);
    }

    private String inside() {
        return "10.20." + random.nextInt(64) + "." + (1 + random.nextInt(250));
    }

    private int port() {
        return 1_024 + random.nextInt(60_000);
    }
}
