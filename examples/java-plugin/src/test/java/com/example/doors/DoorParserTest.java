package com.example.doors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.event.Event;
import dev.vedette.api.parse.LogParser;
import dev.vedette.api.parse.ParseResult;
import dev.vedette.testkit.Parsed;
import dev.vedette.testkit.ParserContract;
import dev.vedette.testkit.Records;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoorParserTest extends ParserContract {
    static String line(String time, String site, String badge, String decision) {
        String line = "DOOR|" + time + "|" + site + "|north-1|" + badge + "|" + decision;
        return line + "*" + String.format("%02X", DoorParser.checksum(line));
    }

    static Event event(String time, String site, String badge) {
        return Parsed.of(new DoorParser(), Records.of(line(time, site, badge, "granted"), Instant.parse(time)))
                .events()
                .get(0);
    }

    @Override
    protected LogParser parser() {
        return new DoorParser();
    }

    @Override
    protected List<String> samples() {
        return List.of(
                line("2026-01-01T08:00:00Z", "zurich", "1001", "granted"),
                line("2026-01-01T08:00:07+01:00", "oslo", "77", "denied") + "\r\n");
    }

    @Test
    void the_fields_are_those_of_the_line() {
        Event event = event("2026-01-01T08:00:00Z", "zurich", "1001");
        assertThat(event.text(DoorParser.SITE)).isEqualTo("zurich");
        assertThat(event.timestamp()).isEqualTo(Instant.parse("2026-01-01T08:00:00Z"));
    }

    @Test
    void a_line_with_a_wrong_checksum_is_broken() {
        String good = line("2026-01-01T08:00:00Z", "zurich", "1001", "granted");
        assertThat(Parsed.of(parser(), Records.of(good.replace("1001", "1002"), now()))
                        .result())
                .isEqualTo(ParseResult.malformed("the checksum does not fit the line"));
    }
}
