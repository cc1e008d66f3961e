package dev.vedette.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.HostFields;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.reference.Client;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class PlainJsonTest {
    private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");

    private final PlainJson json = new PlainJson(ZoneOffset.UTC);

    private static Event event(String text, String tag) {
        Origin origin = Origin.of(Client.DEFAULT, "file").build();
        EventDraft draft = new EventDraft(new RawRecord(text.getBytes(StandardCharsets.UTF_8), NOW, origin));
        return draft.timestamp(NOW).add(HostFields.TAGS, tag).freeze().getFirst();
    }

    @Test
    void an_object_that_no_parser_knows_keeps_its_fields_under_their_own_names() {
        Event read = json.read(event("{\"Image\":\"C:\\\\x\\\\whoami.exe\",\"a\":{\"b\":7}}", "unparsed"));
        assertThat(read.text(Field.of("Image"))).isEqualTo("C:\\x\\whoami.exe");
        assertThat(read.text(Field.of("a.b"))).isEqualTo("7");
        assertThat(read.text(HostFields.TAGS)).isEqualTo("unparsed");
    }

    @Test
    void what_a_parser_knew_and_what_is_no_object_stays_as_it_is() {
        Event known = event("{\"Image\":\"x\"}", "known");
        Event text = event("not json", "unparsed");
        Event torn = event("{\"Image\":", "unparsed");
        assertThat(json.read(known)).isSameAs(known);
        assertThat(json.read(text)).isSameAs(text);
        assertThat(json.read(torn)).isSameAs(torn);
    }
}
