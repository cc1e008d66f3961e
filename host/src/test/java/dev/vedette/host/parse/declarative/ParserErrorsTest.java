package dev.vedette.host.parse.declarative;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** A mistake in a parser file is named with its place and a remedy. */
class ParserErrorsTest {
    private static void refused(String text, String... parts) {
        assertThatThrownBy(() -> DeclarativeParsers.compile("parsers/x.yml", text))
                .isInstanceOf(ParserSyntaxException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void unknown_keys_steps_and_fields_are_named_with_the_nearest_one() {
        refused("parser: x\nstep: []", "parsers/x.yml:2:1: ", "unknown key 'step'", "did you mean 'steps'?");
        refused("parser: x\nsteps:\n  - id: a\n    disect: '%{a}'", "parsers/x.yml:4:5: ", "did you mean 'dissect'?");
        refused("parser: x\nsteps:\n  - { id: a, set: { source.iq: 1 } }", ":3:", "did you mean 'source.ip'?");
        refused(
                "parser: x\nsteps:\n  - { id: a, dissect: '%{sorce.ip} %{source.prot}' }",
                "'source.prot' is no ECS 9 field");
        refused(
                "parser: x\nsteps:\n  - { id: a, dissect: '%{acme.x|lonng}' }",
                "unknown type 'lonng'", "did you mean 'long'?");
        refused("parser: x\nenvelope: sislog", "did you mean 'syslog'?");
    }

    @Test
    void steps_that_come_later_are_refused_by_name() {
        refused("parser: x\nsteps:\n  - { id: a, grok: '%{IP:source.ip}' }", ":3:14: ", "'grok' is not supported yet");
        refused("parser: x\nsteps:\n  - { id: a, cef: {} }", "'cef' is not supported yet");
    }

    @Test
    void ids_are_there_and_unique() {
        refused("parser: x\nsteps:\n  - { set: { event.action: a } }", "has no 'id'");
        refused(
                "parser: x\nsteps:\n  - { id: a, drop: x }\n  - { id: a, drop: x }",
                ":4:11: two steps have the id 'a'");
        refused("parser: x\nsteps:\n  - { id: a }", "does nothing");
    }

    @Test
    void constants_are_of_the_type_of_their_field() {
        refused("parser: x\nsteps:\n  - { id: a, set: { source.port: ssh } }", "'ssh' is no value of 'source.port'");
        refused("parser: x\nsteps:\n  - { id: a, dissect: '%{source.port|ip}' }", "leave '|ip' out");
        refused("parser: x\nsteps:\n  - { id: a, set: { _message: x } }", "given by the host");
        refused("parser: x\nsteps:\n  - { id: a, set: { event.action: '${_x' } }", "not closed");
    }

    @Test
    void patterns_are_checked_when_they_are_loaded() {
        refused(
                "parser: x\nsteps:\n  - { id: a, dissect: '%{user.name}%{source.ip}' }",
                "two keys need a literal between");
        refused("parser: x\nsteps:\n  - { id: a, dissect: 'a %{user.name' }", "not closed");
        refused("parser: x\nsteps:\n  - { id: a, dissect: 'plain' }", "at least one key");
        refused("parser: x\nsteps:\n  - { id: a, regex: '(a' }", "not valid");
        refused("parser: x\nsteps:\n  - { id: a, date: { from: _m, formats: ['yyyy-QQ'] } }", "the letter 'Q'");
        refused("parser: x\nsteps:\n  - { id: a, date: { from: _m, formats: [UNIX], zone: Mars } }", "unknown zone");
        refused("parser: x\nsteps:\n  - { id: a, json: {} }", "neither 'into' nor 'map'");
        refused("parser: x\nassemble: { keyed: { key: 'a=\\d+' } }", "put ( ) around it");
        refused("parser: x\nmatch: { any: [] }", "conditions under 'any' or 'all'");
    }

    @Test
    void conditions_say_where_they_are_wrong() {
        refused(
                "parser: x\nsteps:\n  - { id: a, when: 'event.code', drop: x }",
                ":3:20: ",
                "behind 'event.code' one of ==");
        refused("parser: x\nsteps:\n  - { id: a, when: 'event.code == ', drop: x }", "a value is expected");
        refused("parser: x\nsteps:\n  - { id: a, when: 'event.cod == 1', drop: x }", "did you mean 'event.code'?");
        refused("parser: x\nsteps:\n  - { id: a, when: '(event.code == 1', drop: x }", "')' is expected");
        refused("parser: x\nsteps:\n  - { id: a, when: 'event.code == 1 2', drop: x }", "character 17");
        refused("parser: x\nsteps:\n  - { id: a, when: 'event.code matches /(/', drop: x }", "not valid");
    }

    @Test
    void text_that_is_no_parser_is_refused() {
        refused("", "no parser in the file");
        refused("parser: [", "parsers/x.yml:");
        refused("title: x", "'parser' is missing");
        refused("- a", "is a map");
    }
}
