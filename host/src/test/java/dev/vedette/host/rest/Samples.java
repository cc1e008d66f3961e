package dev.vedette.host.rest;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.IpAddress;
import dev.vedette.api.event.LogSource;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.correlate.Contribution;
import dev.vedette.host.correlate.Involved;
import dev.vedette.host.correlate.Offense;
import dev.vedette.host.correlate.OffenseStatus;
import dev.vedette.host.correlate.Rating;
import dev.vedette.host.correlate.Tally;
import dev.vedette.host.correlate.Term;
import dev.vedette.host.journal.JournaledRecord;
import dev.vedette.host.store.state.LedgerMinute;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Events and offenses to look at. */
final class Samples {
    static final String HOSTILE =
            "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">";

    private Samples() {}

    static Event event(String id, String client, Instant time, String raw, Map<String, Object> fields) {
        EventDraft draft = new EventDraft(new RawRecord(
                raw.getBytes(StandardCharsets.UTF_8),
                time,
                Origin.of(client, "syslog-udp")
                        .sender(IpAddress.parse("192.0.2.7"))
                        .build()));
        draft.timestamp(time).set(Event.ID, id);
        fields.forEach((name, value) -> {
            Field field = Field.of(name);
            if (value instanceof List<?> list) {
                draft.setAll(field, list);
            } else if (value instanceof String text) {
                if (!draft.setText(field, text)) {
                    throw new IllegalArgumentException(name + "=" + text);
                }
            } else {
                draft.set(field, value);
            }
        });
        draft.logSource(LogSource.of(null, "linux", "sshd"));
        return draft.freeze().getFirst();
    }

    /** A busy day: many logins, some of them failing from one address, one hostile value, one line nobody understood. */
    static void fill(FakeHost host, Instant now) {
        Random random = new Random(7);
        List<String> users = List.of("root", "admin", "maria.keller", "backup", "oracle");
        for (int i = 0; i < 400; i++) {
            Instant time = now.minusSeconds(random.nextInt(24 * 3600));
            boolean failed = i % 3 == 0;
            String user = users.get(random.nextInt(users.size()));
            String source = failed ? "203.0.113." + (40 + random.nextInt(3)) : "10.20.0." + random.nextInt(200);
            Map<String, Object> fields = new TreeMap<>(Map.of(
                    "event.outcome",
                    failed ? "failure" : "success",
                    "event.category",
                    List.of("authentication"),
                    "event.dataset",
                    "linux.sshd",
                    "host.name",
                    "bastion-" + (1 + i % 3),
                    "source.ip",
                    source,
                    "source.port",
                    40_000L + random.nextInt(20_000),
                    "user.name",
                    user,
                    "vedette.parser.id",
                    "vedette.linux.sshd",
                    "vedette.parser.version",
                    "0.1.0"));
            fields.put("process.name", "sshd");
            if (failed && i % 9 == 0) {
                fields.put("vedette.rule.id", List.of("6d4a1f0e-linux-ssh-bruteforce"));
            }
            host.events.append(event(
                    "j-%08d".formatted(i),
                    i % 10 == 0 ? "beta" : "acme",
                    time,
                    "<38>Jan 31 13:00:00 bastion-" + (1 + i % 3) + " sshd[" + (1000 + i) + "]: "
                            + (failed ? "Failed" : "Accepted") + " password for " + user + " from " + source
                            + " port 51022 ssh2",
                    fields));
        }
        host.events.append(event(
                "j-hostile",
                "acme",
                now.minusSeconds(2),
                "GET /" + HOSTILE + " HTTP/1.1",
                Map.of("user.name", HOSTILE, "host.name", HOSTILE, "vedette.parser.id", "vedette.web.apache")));
        host.events.append(event(
                "j-unparsed",
                "acme",
                now.minusSeconds(1),
                "%%% what nobody understood %%%",
                Map.of("tags", "unparsed")));
        host.offenses.byId.put("o-1", offense("o-1", "acme", 87.4, "critical", "SSH brute force", now));
        host.offenses.byId.put("o-2", offense("o-2", "beta", 41.2, "medium", "Web scan: " + HOSTILE, now));
        host.ledger.received(402);
        host.events.events.forEach(event -> host.ledger.indexed(new JournaledRecord(0, event.raw())));
        host.minutes.add(new LedgerMinute(
                "acme",
                "syslog-udp@192.0.2.7",
                now.truncatedTo(ChronoUnit.MINUTES),
                402,
                401,
                new TreeMap<>(Map.of("comment", 1L)),
                new TreeMap<>(),
                new TreeMap<>()));
    }

    static Offense offense(String id, String client, double score, String level, String title, Instant now) {
        Contribution rule = new Contribution(
                "6d4a1f0e-linux-ssh-bruteforce",
                title,
                "high",
                7,
                0.8,
                "dev.vedette.linux@0.1.0",
                List.of("T1110.001"),
                List.of("credential-access"),
                14,
                now.minus(2, ChronoUnit.HOURS),
                now.minusSeconds(60),
                List.of("j-00000000", "j-00000009"),
                List.of(new Contribution.SourceShare("linux.sshd", "j-00000000")));
        Tally none = new Tally(List.of(), 0);
        Rating rating = new Rating(
                score,
                (int) Math.round(score / 10),
                level,
                "likely",
                "vedette-1",
                List.of(
                        new Term(
                                "severity", 8.2, 0.4, "How bad it is if it is true.", List.of("j-00000000"), List.of()),
                        new Term(
                                "severity.rule",
                                7,
                                0.7,
                                "The gravest rule is of level high.",
                                List.of("j-00000009"),
                                List.of("r")),
                        new Term(
                                "credibility",
                                7.1,
                                0.3,
                                "One type of log source told of it 14 times.",
                                List.of("j-00000000"),
                                List.of()),
                        new Term(
                                "relevance",
                                9,
                                0.3,
                                "The threat profile ranks T1110 among the first five.",
                                List.of(),
                                List.of())));
        return new Offense(
                id,
                client,
                "source.ip",
                "203.0.113.40",
                OffenseStatus.OPEN,
                title,
                now.minus(2, ChronoUnit.HOURS),
                now.minusSeconds(60),
                now.minus(2, ChronoUnit.HOURS),
                now.minusSeconds(60),
                14,
                List.of(rule),
                new Involved(
                        new Tally(List.of(new Tally.Entry("203.0.113.40", 14, "j-00000000")), 0),
                        none,
                        none,
                        none,
                        none,
                        none,
                        none),
                null,
                rating,
                null,
                List.of());
    }
}
