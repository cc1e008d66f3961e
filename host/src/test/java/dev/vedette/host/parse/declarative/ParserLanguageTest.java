package dev.vedette.host.parse.declarative;

import static dev.vedette.host.parse.Parsing.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.IpAddress;
import dev.vedette.api.event.LogSource;
import dev.vedette.host.parse.ParseOutcome;
import dev.vedette.host.parse.Parsing;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each step of the language does. */
class ParserLanguageTest {
    private static Event parse(String steps, String line) {
        try (Parsing parsing = Parsing.of("parser: test\nsteps:\n" + steps.indent(2))) {
            return parsing.event(line);
        }
    }

    private static ParseOutcome outcome(String steps, String line) {
        try (Parsing parsing = Parsing.of("parser: test\nsteps:\n" + steps.indent(2))) {
            return parsing.one(line);
        }
    }

    @Test
    void dissect_sets_fields_of_their_types_and_skips_what_it_is_told_to() {
        Event event = parse(
                "- { id: a, dissect: '%{source.ip} %{} %{?skip} [%{_time}] \"%{http.request.method->} %{url.path}\""
                        + " %{http.response.status_code} %{acme.bytes|int}' }",
                "203.0.113.9 - - [now] \"GET    /a b\" 404 17");
        assertThat(value(event, "source.ip")).isEqualTo(IpAddress.parse("203.0.113.9"));
        assertThat(value(event, "http.request.method")).isEqualTo("GET");
        assertThat(value(event, "url.path")).isEqualTo("/a b");
        assertThat(value(event, "http.response.status_code")).isEqualTo(404L);
        assertThat(value(event, "acme.bytes")).isEqualTo(17L);
        assertThat(value(event, "_time")).isNull();
    }

    @Test
    void the_first_pattern_of_any_that_fits_counts_and_one_that_does_not_sets_nothing() {
        String steps =
                "- { id: a, dissect: { any: [ '%{user.name} from %{source.ip}!', '%{event.action}: %{_rest}' ] } }";
        Event first = parse(steps, "bob from 10.0.0.1!");
        assertThat(value(first, "user.name")).isEqualTo("bob");
        Event second = parse(steps, "bob from 10.0.0.1: gone");
        assertThat(value(second, "event.action")).isEqualTo("bob from 10.0.0.1");
        assertThat(value(second, "user.name")).isNull();
    }

    @Test
    void a_value_of_another_type_is_left_out_and_the_event_says_so() {
        Event event = parse("- { id: a, dissect: '%{source.ip} %{source.port} %{source.bytes}' }", "example.org 22 -");
        assertThat(value(event, "source.ip")).isNull();
        assertThat(value(event, "source.port")).isEqualTo(22L);
        assertThat(value(event, "tags")).isEqualTo("parse_warning");
        assertThat(value(event, "vedette.parser.warning")).isEqualTo("source.ip"); // "-" means no number
    }

    @Test
    void a_head_that_does_not_match_means_another_format_and_a_later_step_only_a_warning() {
        assertThat(outcome("- { id: a, dissect: 'x %{user.name}' }", "y bob"))
                .isInstanceOf(ParseOutcome.Unparsed.class);
        Event event = parse(
                "- { id: a, dissect: '%{user.name} %{_rest}' }\n"
                        + "- { id: b, dissect: { from: _rest, pattern: 'z%{}' }, set: { event.action: z } }",
                "bob y");
        assertThat(value(event, "vedette.parser.warning")).isEqualTo("b");
        assertThat(value(event, "event.action")).isNull();
    }

    @Test
    void on_failure_decides_what_a_failure_means() {
        String broken = "- { id: a, dissect: 'x %{user.name}', on_failure: malformed }";
        assertThat(outcome(broken, "y bob")).isInstanceOfSatisfying(ParseOutcome.Broken.class, outcome -> {
            assertThat(value(outcome.event(), "event.kind")).isEqualTo("pipeline_error");
            assertThat(value(outcome.event(), "error.message"))
                    .isEqualTo("step 'a': the dissect pattern does not match");
            assertThat(value(outcome.event(), "message")).isEqualTo("y bob");
        });
        Event ignored = parse("- { id: a, dissect: 'x %{user.name}', on_failure: ignore }", "y bob");
        assertThat(value(ignored, "tags")).isNull();
    }

    @Test
    void regex_takes_field_names_as_group_names() {
        Event event = parse(
                "- { id: a, regex: '^(?<_verb>\\w+) for (?:invalid user )?(?<user.name>\\S+) from"
                        + " (?<acme.port|int>\\d+)' }\n"
                        + "- { id: b, regex: { from: _verb, pattern: '^(ac)(.*)', fields: [ ~, event.action ],"
                        + " ignore_case: true } }",
                "Accepted for invalid user bob from 22");
        assertThat(value(event, "user.name")).isEqualTo("bob");
        assertThat(value(event, "acme.port")).isEqualTo(22L);
        assertThat(value(event, "event.action")).isEqualTo("cepted");
    }

    @Test
    void kv_keeps_the_vendors_spelling_and_maps_to_ecs() {
        Event event = parse(
                "- { id: a, kv: { into: acme.fw, map: { src: source.ip, msg: [ event.reason, _m ] }, except: [ time ]"
                        + " } }\n"
                        + "- { id: b, set: { event.action: '${_m}!' } }",
                "SRC is here src=10.0.0.1 Dst=10.0.0.2 time=12 msg=\"it's \\\"done\\\"\" empty= flag Dst=10.0.0.3");
        assertThat(value(event, "source.ip")).isEqualTo(IpAddress.parse("10.0.0.1"));
        assertThat(value(event, "acme.fw.src")).isEqualTo("10.0.0.1");
        assertThat(value(event, "acme.fw.Dst")).isEqualTo(List.of("10.0.0.2", "10.0.0.3"));
        assertThat(value(event, "acme.fw.time")).isNull();
        assertThat(value(event, "acme.fw.empty")).isNull();
        assertThat(value(event, "event.reason")).isEqualTo("it's \"done\"");
        assertThat(value(event, "event.action")).isEqualTo("it's \"done\"!");
    }

    @Test
    void kv_takes_other_separators_and_values_with_blanks() {
        Event colons = parse("- { id: a, kv: { pair: ';', value: ':', into: x } }", "a : 1; b b:two words ;c:3:4");
        assertThat(value(colons, "x.a")).isEqualTo("1");
        assertThat(value(colons, "x.b b")).isEqualTo("two words");
        assertThat(value(colons, "x.c")).isEqualTo("3:4");
        Event blanks = parse(
                "- { id: a, kv: { into: x, spaces_in_values: true } }", "act=deny it now src=1.2.3.4 msg=a = b c=");
        assertThat(value(blanks, "x.act")).isEqualTo("deny it now");
        assertThat(value(blanks, "x.src")).isEqualTo("1.2.3.4");
        assertThat(outcome("- { id: a, kv: { into: x } }", "no pair here")).isInstanceOf(ParseOutcome.Unparsed.class);
    }

    @Test
    void csv_reads_quotes_and_leaves_surplus_columns() {
        Event event = parse(
                "- { id: a, csv: { columns: [ user.name, '', source.port, acme.note ], delimiter: ';' } }",
                "\"do;e \"\"x\"\"\";skip;99;end;more");
        assertThat(value(event, "user.name")).isEqualTo("do;e \"x\"");
        assertThat(value(event, "source.port")).isEqualTo(99L);
        assertThat(value(event, "acme.note")).isEqualTo("end");
    }

    @Test
    void json_goes_below_the_namespace_with_lists_and_the_mapped_fields() {
        Event event = parse(
                "- { id: a, json: { into: win, map: { EventID: event.code, EventData.Port: source.port,"
                        + " 'EventData.User': user.name } } }",
                "{\"EventID\":4625,\"EventData\":{\"Port\":\"22\",\"User\":\"bob\",\"Null\":null,\"Empty\":\"\"},\"L\":[1,2.5,\"x\",true],\"O\":[{\"k\":1},{\"k\":2}]}");
        assertThat(value(event, "event.code")).isEqualTo("4625");
        assertThat(value(event, "win.EventID")).isEqualTo(4625L);
        assertThat(value(event, "win.EventData.Port")).isEqualTo("22");
        assertThat(value(event, "source.port")).isEqualTo(22L);
        assertThat(value(event, "user.name")).isEqualTo("bob");
        assertThat(value(event, "win.EventData.Null")).isNull();
        assertThat(value(event, "win.L")).isEqualTo(List.of(1L, 2.5, "x", true));
        assertThat(value(event, "win.O.k")).isEqualTo(List.of(1L, 2L));
        assertThat(value(event, "message")).isNull();
    }

    @Test
    void json_that_is_ecs_already_keeps_its_names_and_gets_the_types() {
        Event event = parse(
                "- { id: a, json: { into: '.', except: [ agent ] } }",
                "{\"@timestamp\":\"2026-10-20T01:02:03.5Z\",\"event\":{\"code\":1,\"category\":[\"process\"]},\"source.port\":\"8\",\"agent\":{\"id\":\"x\"},\"winlog\":{\"a.b\":{\"c\":1}}}");
        assertThat(value(event, "@timestamp")).isEqualTo(Instant.parse("2026-10-20T01:02:03.5Z"));
        assertThat(value(event, "event.code")).isEqualTo("1");
        assertThat(value(event, "event.category")).isEqualTo("process");
        assertThat(value(event, "source.port")).isEqualTo(8L);
        assertThat(value(event, "winlog.a.b.c")).isEqualTo(1L);
        assertThat(value(event, "agent.id")).isNull();
        assertThat(outcome("- { id: a, json: { into: '.' } }", "{\"a\": 1")).isInstanceOf(ParseOutcome.Unparsed.class);
        assertThat(outcome("- { id: a, json: { into: '.' } }", "[1]")).isInstanceOf(ParseOutcome.Unparsed.class);
    }

    @Test
    void only_and_except_hold_for_keys_with_dots_in_them() {
        Event event = parse(
                "- { id: a, json: { into: '.', only: [ winlog ], except: [ winlog.api ] } }",
                "{\"winlog.channel\":\"System\",\"winlog.event_data.a.b\":1,\"winlog.api.x\":2,\"winlogs\":3,\"winlog\":{\"api\":4,\"task\":5}}");
        assertThat(value(event, "winlog.channel")).isEqualTo("System");
        assertThat(value(event, "winlog.event_data.a.b")).isEqualTo(1L);
        assertThat(value(event, "winlog.api.x")).isNull();
        assertThat(value(event, "winlog.api")).isNull();
        assertThat(value(event, "winlog.task")).isEqualTo(5L);
        assertThat(value(event, "winlogs")).isNull();
    }

    @Test
    void lines_runs_its_steps_for_every_line() {
        Event event = parse(
                "- { id: a, lines: { from: _message, as: _l, steps: [ { id: b, dissect: { from: _l, pattern: 'k=%{_v}'"
                        + " }, append: { acme.all: '${_v}' } } ] } }",
                "k=1\nk=2\r\nk=2\nk=3");
        assertThat(value(event, "acme.all")).isEqualTo(List.of("1", "2", "3"));
    }

    @Test
    void date_reads_the_first_format_that_fits_in_the_zone_given() {
        String steps =
                "- { id: a, date: { from: _message, formats: [ 'dd/MMM/yyyy:HH:mm:ss Z', UNIX, SYSLOG, ISO8601 ],"
                        + " zone: Europe/Berlin } }";
        assertThat(value(parse(steps, "20/Oct/2026:14:00:00 +0200"), "@timestamp"))
                .isEqualTo(Parsing.NOON);
        assertThat(value(parse(steps, "1792497600.25"), "@timestamp")).isEqualTo(Parsing.NOON.plusMillis(250));
        assertThat(value(parse(steps, "Oct 20 14:00:00"), "@timestamp")).isEqualTo(Parsing.NOON);
        assertThat(value(parse(steps, "2026-10-20 14:00:00,5"), "@timestamp")).isEqualTo(Parsing.NOON.plusMillis(500));
        Event other = parse(steps, "tomorrow");
        assertThat(value(other, "@timestamp")).isEqualTo(Parsing.NOON); // when it was received
        assertThat(value(other, "vedette.parser.warning")).isEqualTo("a");
    }

    @Test
    void set_copies_and_composes_and_leaves_out_what_has_no_value() {
        Event event = parse("""
            - id: a
              dissect: "%{_u}@%{_d} %{source.ip}"
            - id: b
              set:
                user.email: "${_u}@${_d}"
                destination.ip: "${source.ip}"
                event.action: "x${_missing}"
                event.category: [network, "${_u}"]
                event.severity: 5
                acme.flag: true
                acme.text: "5"
              default: { event.outcome: unknown, event.severity: 1 }
              append: { related.ip: [ "${source.ip}", "${destination.ip}", 10.0.0.9 ] }
            """, "bob@example.org 10.0.0.1");
        assertThat(value(event, "user.email")).isEqualTo("bob@example.org");
        assertThat(value(event, "destination.ip")).isEqualTo(IpAddress.parse("10.0.0.1"));
        assertThat(value(event, "event.action")).isNull();
        assertThat(value(event, "event.category")).isEqualTo(List.of("network", "bob"));
        assertThat(value(event, "event.severity")).isEqualTo(5L);
        assertThat(value(event, "acme.flag")).isEqualTo(true);
        assertThat(value(event, "acme.text")).isEqualTo("5");
        assertThat(value(event, "event.outcome")).isEqualTo("unknown");
        assertThat(value(event, "related.ip"))
                .isEqualTo(List.of(IpAddress.parse("10.0.0.1"), IpAddress.parse("10.0.0.9")));
    }

    @Test
    void values_are_moved_changed_looked_up_and_joined() {
        Event event = parse("""
            - id: a
              dissect: "%{_p} %{_name} %{_list} %{_hex} %{_url} %{acme.n}"
            - id: b
              lookup: { from: _p, to: network.transport, map: { "6": tcp }, default: other }
              rename: { _name: user.name }
              lowercase: user.name
              replace: { field: user.name, pattern: '^(\\w+)\\\\(.*)$', with: '$2@$1' }
              copy: { user.name: related.user }
              split: { from: _list, separator: ",", to: user.roles }
              hexdecode: { _hex: process.command_line }
              urldecode: { _url: url.path }
              join: { from: [ network.transport, user.roles ], separator: "/", to: acme.joined }
              convert: { acme.n: int }
            - id: c
              lookup: { from: network.transport, map: { tcp: { event.category: [network], network.iana_number: 6 } } }
              remove: [ acme.joined2, user.roles ]
            """, "6 DOM\\Bob a,,b 6c73002d6c /a%20b 17");
        assertThat(value(event, "network.transport")).isEqualTo("tcp");
        assertThat(value(event, "user.name")).isEqualTo("bob@dom");
        assertThat(value(event, "related.user")).isEqualTo("bob@dom");
        assertThat(value(event, "process.command_line")).isEqualTo("ls -l");
        assertThat(value(event, "url.path")).isEqualTo("/a b");
        assertThat(value(event, "acme.joined")).isEqualTo("tcp/a/b");
        assertThat(value(event, "acme.n")).isEqualTo(17L);
        assertThat(value(event, "event.category")).isEqualTo("network");
        assertThat(value(event, "user.roles")).isNull();
    }

    @Test
    void drop_filters_and_fail_breaks_the_record() {
        String steps = "- { id: a, when: _message == ping, drop: keep-alive }\n"
                + "- { id: b, when: _message == pong, fail: it is a pong }";
        assertThat(outcome(steps, "ping"))
                .isInstanceOfSatisfying(
                        ParseOutcome.Filtered.class,
                        outcome -> assertThat(outcome.reason()).isEqualTo("keep-alive"));
        assertThat(outcome(steps, "pong"))
                .isInstanceOfSatisfying(
                        ParseOutcome.Broken.class,
                        outcome -> assertThat(outcome.reason()).isEqualTo("it is a pong"));
    }

    @Test
    void the_syslog_envelope_fills_the_host_and_the_program_and_leaves_what_the_steps_set() {
        try (Parsing parsing = Parsing.of("""
            parser: test
            match: { any: [ { program: sshd } ] }
            envelope: syslog
            log_sources: [ { product: linux, service: sshd } ]
            steps:
              - { id: a, when: _syslog.pid == 42, set: { process.name: SSHD } }
            """)) {
            Event event = parsing.event("<38>Oct 20 11:59:58 web1 sshd[42]: hello");
            assertThat(value(event, "@timestamp")).isEqualTo(Parsing.NOON.minusSeconds(2));
            assertThat(value(event, "host.hostname")).isEqualTo("web1");
            assertThat(value(event, "process.name")).isEqualTo("SSHD");
            assertThat(value(event, "process.pid")).isEqualTo(42L);
            assertThat(value(event, "log.syslog.facility.name")).isEqualTo("auth");
            assertThat(value(event, "message")).isEqualTo("hello");
            assertThat(event.logSources()).containsExactly(LogSource.of(null, "linux", "sshd"));
            assertThat(parsing.one("<38>Oct 20 11:59:58 web1 sshd2[42]: hello"))
                    .isInstanceOf(ParseOutcome.Unparsed.class);
            assertThat(parsing.one("sshd is no header")).isInstanceOf(ParseOutcome.Unparsed.class);
        }
    }

    @Test
    void absent_values_set_nothing() {
        try (Parsing parsing = Parsing.of("parser: test\n"
                + "absent_values: ['-', '(null)']\n"
                + "steps: [ { id: a, dissect: '%{user.name} %{url.path}' } ]")) {
            Event event = parsing.event("- (null)");
            assertThat(value(event, "user.name")).isNull();
            assertThat(value(event, "url.path")).isNull();
            assertThat(value(event, "tags")).isNull();
        }
    }
}
