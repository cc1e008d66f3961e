package dev.vedette.host.correlate;

import java.time.Instant;
import java.util.List;

/** Offenses for tests that need some without an engine. */
public final class SampleOffenses {
    public static final Instant TIME = Instant.parse("2026-11-22T15:00:00.123456789Z");

    private SampleOffenses() {}

    public static Offense offense(String client, String address, double score, Instant lastSeen) {
        OffenseKey key = new OffenseKey(client, "source.ip", address);
        Tally sources = new Tally(List.of(new Tally.Entry(address, 3, "e1")), 0);
        return new Offense(
                key.offenseId("e1"),
                client,
                key.field(),
                address,
                OffenseStatus.OPEN,
                "Password guessing from " + address,
                lastSeen.minusSeconds(60),
                lastSeen,
                TIME,
                TIME,
                3,
                List.of(new Contribution(
                        "r1",
                        "Password guessing",
                        "high",
                        7,
                        0.7,
                        "dev.vedette.linux@0.1.0",
                        List.of("T1110"),
                        List.of("credential-access"),
                        3,
                        lastSeen.minusSeconds(60),
                        lastSeen,
                        List.of("e1", "e2", "e3"),
                        List.of(new Contribution.SourceShare("system.auth", "e1")))),
                new Involved(sources, Tally.EMPTY, Tally.EMPTY, Tally.EMPTY, Tally.EMPTY, Tally.EMPTY, Tally.EMPTY),
                null,
                new Rating(
                        score,
                        (int) Math.round(score / 10),
                        Rating.level(score),
                        "likely",
                        "test",
                        List.of(new Term("severity", 7, 0.3, "It is so.", List.of("e1"), List.of("r1")))),
                null,
                List.of(new Offense.Note("ann", TIME, "Looks \"real\", \u2713")));
    }
}
