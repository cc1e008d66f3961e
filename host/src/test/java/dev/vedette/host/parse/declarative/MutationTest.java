package dev.vedette.host.parse.declarative;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.parse.ParseOutcome;
import dev.vedette.host.parse.Parsing;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** 72 mutations of every line: no exception, nothing lost, and the line itself parsed as before beside them. */
class MutationTest {
    private static final String PARSERS = """
        parser: mut.access
        match: { any: [ { regex: '^\\S+ \\S+ \\S+ \\[.*HTTP/' } ] }
        absent_values: ["-"]
        steps:
          - { id: h, dissect: '%{source.ip} %{} %{user.name} [%{_ts}] "%{_req}" %{http.response.status_code} %{http.response.body.bytes} "%{http.request.referrer}" "%{user_agent.original}"' }
          - { id: r, dissect: { from: _req, any: [ "%{http.request.method} %{url.original} HTTP/%{http.version}", "%{url.original}" ] }, urldecode: { url.original: url.path } }
          - { id: t, date: { from: _ts, formats: ["dd/MMM/yyyy:HH:mm:ss Z"] } }
        ---
        parser: mut.kv
        match: { any: [ { contains: "devname=" } ] }
        envelope: auto
        steps: [ { id: h, kv: { into: mut.kv, map: { srcip: source.ip, srcport: source.port, msg: event.reason }, spaces_in_values: true } } ]
        ---
        parser: mut.json
        match: { all: [ { json_key: EventID }, { startswith: "{" } ] }
        steps: [ { id: h, json: { into: mut.json, map: { EventID: event.code, "Data.Ip": source.ip } } }, { id: l, lookup: { from: event.code, map: { "4625": { event.outcome: failure } } } } ]
        ---
        parser: mut.sshd
        match: { any: [ { program: sshd } ] }
        envelope: syslog
        steps:
          - { id: a, when: _message startswith "Accepted", regex: '^Accepted (?<_how>\\S+) for (?<user.name>\\S+) from (?<source.ip>\\S+) port (?<source.port>\\d+)', set: { event.outcome: success } }
          - { id: c, csv: { columns: [ mut.sshd.a, "", mut.sshd.b ], delimiter: "," }, on_failure: ignore }
        """;
    private static final List<String> LINES = List.of(
            "203.0.113.9 - bob [20/Oct/2026:12:00:00 +0000] \"GET /a%20b?x=1 HTTP/1.1\" 200 123 \"-\" \"Mozilla/5.0"
                    + " (X11)\"",
            "<189>date=2026-10-20 devname=\"fw 1\" srcip=10.0.0.1 srcport=99 msg=not so good",
            "{\"EventID\":4625,\"Data\":{\"Ip\":\"10.0.0.1\",\"L\":[1,2,{\"x\":null}]},\"Text\":\"a\\u00e9\\n\"}",
            "<38>Oct 20 11:59:58 web1 sshd[42]: Accepted publickey for bob from 10.0.0.1 port 22 ssh2, \"a, b\", c");

    @Test
    void no_mutation_does_harm() {
        Random random = new Random(72);
        try (Parsing parsing = Parsing.of(PARSERS)) {
            for (String line : LINES) {
                Event before = parsing.event(line);
                byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
                for (int i = 0; i < 72; i++) {
                    byte[] mutant = mutant(bytes, i, random);
                    List<ParseOutcome> out = parsing.accept(new RawRecord(mutant, Parsing.NOON, Parsing.origin("a")));
                    assertThat(out).hasSize(1);
                    assertThat(out.get(0).parts()).hasSize(1);
                    assertThat(out.get(0).events()).hasSize(1);
                    assertThat(out.get(0).events().get(0).raw().bytes()).isSameAs(mutant);
                    if (out.get(0) instanceof ParseOutcome.Broken broken) {
                        assertThat(broken.reason())
                                .as(new String(mutant, StandardCharsets.UTF_8))
                                .isEmpty();
                    }
                }
                assertThat(parsing.event(line)).isEqualTo(before);
            }
        }
    }

    private static byte[] mutant(byte[] line, int kind, Random random) {
        int at = random.nextInt(line.length);
        if (kind < 18) { // cut, at either end
            return kind % 2 == 0 ? Arrays.copyOf(line, at) : Arrays.copyOfRange(line, at, line.length);
        }
        if (kind < 36) { // a piece doubled
            int end = at + random.nextInt(line.length - at);
            byte[] doubled = Arrays.copyOf(line, line.length + end - at);
            System.arraycopy(line, at, doubled, end, line.length - at);
            return doubled;
        }
        if (kind < 68) { // bytes flipped
            byte[] flipped = line.clone();
            for (int n = random.nextInt(8); n >= 0; n--) {
                flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
            }
            return flipped;
        }
        byte[] huge = new byte[1024 * 1024]; // a mebibyte: the line again and again, or one of its bytes
        for (int i = 0; i < huge.length; i++) {
            huge[i] = i < line.length || kind % 2 == 0 ? line[i % line.length] : line[at];
        }
        return huge;
    }
}
