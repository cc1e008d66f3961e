package dev.vedette.host;

import dev.vedette.host.pack.ZooPack;

/** Packs without Java that several tests use. Their records are lines such as {@link #line}. */
final class TestPacks {
    /** What an event has that this pack's parser read: its version. */
    static final String VERSION = "acme.pack";

    static final String RULE = "0f0e8a52-7f5a-4c1f-9a0c-3a3f4d1c7b11";

    private TestPacks() {}

    /** A line that the parser takes apart. */
    static String line(String user, String from, String to, int number) {
        return "acme-app user=" + user + " from=" + from + " to=" + to + " n=" + number;
    }

    /** A parser; {@code expected} is what its vector expects as user. */
    static ZooPack parser(String version, String expected) {
        return ZooPack.of("com.acme.app", version)
                .provides("parsers: [parsers/*.yml]")
                .file("parsers/app.yml", """
                    parser: acme.app
                    match: { any: [ { contains: "acme-app user=" } ] }
                    log_sources: [ { product: acme, service: app } ]
                    steps:
                      - id: head
                        dissect: "acme-app user=%{user.name} from=%{source.ip} to=%{destination.ip} n=%{acme.n|int}"
                        set: { event.kind: event, event.module: acme, event.dataset: acme.app, acme.pack: "VERSION" }
                    vectors:
                      - name: a line
                        raw: 'acme-app user=alice from=10.0.0.1 to=203.0.113.9 n=7'
                        expect: { user.name: EXPECTED, source.ip: 10.0.0.1, acme.n: 7 }
                    """.replace("VERSION", version).replace("EXPECTED", expected));
    }

    static ZooPack parser(String version) {
        return parser(version, "alice");
    }

    /** A rule that finds a user called mallory, and groups by source address. */
    static ZooPack rules() {
        return ZooPack.of("com.acme.rules", "1.0.0")
                .provides("rules: [rules/*.yml]")
                .file("rules/mallory.yml", """
                    title: Mallory was here
                    id: RULE
                    status: test
                    description: A user whom nobody wants to see.
                    author: The Vedette project
                    license: Apache-2.0
                    date: 2026-11-22
                    tags: [ attack.initial-access, attack.t1078 ]
                    logsource: { product: acme, service: app }
                    detection:
                      selection:
                        user.name: mallory
                      condition: selection
                    level: high
                    vedette:
                      index: source.ip
                    """.replace("RULE", RULE));
    }

    /** A threat profile that puts the rule's technique on top. */
    static ZooPack profile() {
        return ZooPack.of("com.acme.profile", "1.0.0")
                .provides("profiles: [profiles/*.yml]")
                .file("profiles/bank.yml", """
                    profile: bank
                    title: A bank
                    attack-version: "18.1"
                    techniques: { T1078: 100 }
                    actors:
                      - { id: G0046, name: FIN7, relevance: 1.0, techniques: [T1078] }
                    """);
    }
}
