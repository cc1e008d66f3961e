package dev.vedette.api.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventDraftTest {
    private static final Field NAME = Field.of("user.name");
    private static final Field PORT = Field.of("source.port");
    private static final Field SCORE = Field.of("event.risk_score");
    private static final Field ANY = Field.of("acme.any");
    private static final Field CATEGORY = Field.of("event.category");
    private static final RawRecord RAW = raw("line");

    private static RawRecord raw(String text) {
        return new RawRecord(
                text.getBytes(StandardCharsets.UTF_8),
                Instant.EPOCH,
                Origin.of("default", "test").build());
    }

    @Test
    void what_was_set_is_what_the_event_has() {
        Instant time = Instant.parse("2025-01-01T00:00:00Z");
        Event event = new EventDraft(RAW)
                .timestamp(time)
                .set(NAME, "alice")
                .set(PORT, 22)
                .set(SCORE, 5)
                .set(ANY, true)
                .logSource(LogSource.of("authentication", "linux", "sshd"))
                .logSource(LogSource.of("Authentication", "Linux", "SSHD"))
                .freeze()
                .get(0);
        assertThat(event.size()).isEqualTo(5);
        assertThat(event.timestamp()).isEqualTo(time);
        assertThat(event.text(NAME)).isEqualTo("alice");
        assertThat(event.number(PORT, -1)).isEqualTo(22);
        assertThat(event.get(SCORE)).isEqualTo(5.0);
        assertThat(event.get(ANY)).isEqualTo(true);
        assertThat(event.logSources()).hasSize(1);
        assertThat(event.raw()).isSameAs(RAW);
        assertThat(event.get(CATEGORY)).isNull();
        assertThat(event.values(CATEGORY)).isEmpty();
        assertThat(event.number(CATEGORY, -1)).isEqualTo(-1);
    }

    @Test
    void a_list_keeps_its_order_and_its_duplicates() {
        EventDraft draft = new EventDraft(RAW).setAll(CATEGORY, List.of("b", "a", "b"));
        assertThat(draft.freeze().get(0).values(CATEGORY)).containsExactly("b", "a", "b");
        draft.add(CATEGORY, "c");
        assertThat(draft.get(CATEGORY)).isEqualTo(List.of("b", "a", "b", "c"));
    }

    @Test
    void a_list_of_one_is_that_one_and_an_empty_list_is_nothing() {
        EventDraft draft = new EventDraft(RAW).setAll(CATEGORY, List.of("a"));
        assertThat(draft.get(CATEGORY)).isEqualTo("a");
        draft.setAll(CATEGORY, List.of());
        assertThat(draft.has(CATEGORY)).isFalse();
    }

    @Test
    void a_value_of_another_type_is_refused_with_the_remedy_and_changes_nothing() {
        EventDraft draft = new EventDraft(RAW).set(PORT, 1).setAll(CATEGORY, List.of("a", "b"));
        assertThatThrownBy(() -> draft.set(PORT, "22"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("source.port")
                .hasMessageContaining("setText");
        assertThatThrownBy(() -> draft.set(CATEGORY, (Object) List.of("a"))).hasMessageContaining("setAll");
        assertThatThrownBy(() -> draft.setAll(CATEGORY, List.of("c", 1L))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> draft.set(SCORE, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> draft.set(ANY, new StringBuilder())).isInstanceOf(IllegalArgumentException.class);
        assertThat(draft.setText(PORT, "ssh")).isFalse();
        assertThat(draft.get(PORT)).isEqualTo(1L);
        assertThat(draft.get(CATEGORY)).isEqualTo(List.of("a", "b"));
    }

    @Test
    void beyond_its_limits_values_are_left_out_and_counted() {
        EventDraft draft = new EventDraft(RAW, 2, 5);
        draft.set(NAME, "12345").set(PORT, 1).set(SCORE, 1);
        assertThat(draft.overflowed()).isEqualTo(1);
        draft.set(NAME, "123456").add(NAME, "123456");
        assertThat(draft.overflowed()).isEqualTo(3);
        assertThat(draft.text(NAME)).isEqualTo("12345");
        assertThat(draft.set(PORT, 2).freeze().get(0).number(PORT, 0))
                .as("a field that is there can change when the draft is full")
                .isEqualTo(2);
    }

    @Test
    void a_list_has_a_limit_too() {
        EventDraft draft = new EventDraft(RAW).setAll(ANY, Collections.nCopies(EventDraft.MAX_LIST + 7, "x"));
        assertThat(draft.overflowed()).isEqualTo(7);
        assertThat((List<?>) draft.get(ANY)).hasSize(EventDraft.MAX_LIST);
        draft.add(ANY, "y");
        assertThat(draft.overflowed()).isEqualTo(8);
    }

    @Test
    void a_removed_field_is_gone_and_the_others_stay() {
        EventDraft draft = new EventDraft(RAW).set(NAME, "a").set(PORT, 1).set(SCORE, 2);
        draft.remove(NAME).remove(NAME).remove(CATEGORY);
        assertThat(draft.fields()).containsExactlyInAnyOrder(PORT, SCORE);
        assertThat(draft.get(SCORE)).isEqualTo(2.0);
        assertThat(draft.set(NAME, "b").text(NAME)).isEqualTo("b");
    }

    @Test
    void random_changes_agree_with_a_map() {
        Random random = new Random(3);
        EventDraft draft = new EventDraft(RAW);
        Map<Field, Object> expected = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            Field field = Field.of("random.f" + random.nextInt(300));
            switch (random.nextInt(10)) {
                case 0 -> {
                    draft.remove(field);
                    expected.remove(field);
                }
                case 1 -> {
                    if (random.nextInt(500) == 0) {
                        draft.reset(RAW);
                        expected.clear();
                    }
                }
                default -> {
                    draft.set(field, i);
                    expected.put(field, (long) i);
                }
            }
        }
        Event event = draft.freeze().get(0);
        assertThat(event.size()).isEqualTo(expected.size());
        expected.forEach((field, value) -> assertThat(event.get(field)).isEqualTo(value));
    }

    @Test
    void one_record_may_become_several_events() {
        EventDraft draft = new EventDraft(RAW);
        draft.nextEvent().set(NAME, "a").logSource(LogSource.of(null, "acme", null));
        draft.nextEvent().nextEvent().set(NAME, "b");
        List<Event> events = draft.freeze();
        assertThat(events).extracting(event -> event.text(NAME)).containsExactly("a", "b");
        assertThat(events.get(1).logSources()).isEmpty();
        draft.nextEvent();
        assertThat(draft.freeze()).isEqualTo(events);
        draft.reset(raw("other"));
        assertThat(draft.freeze()).isEmpty();
    }

    @Test
    void the_number_of_events_of_one_record_is_bounded() {
        EventDraft draft = new EventDraft(RAW);
        for (int i = 0; i < EventDraft.MAX_EVENTS; i++) {
            draft.set(PORT, i).nextEvent();
        }
        draft.set(PORT, 1);
        assertThatThrownBy(draft::nextEvent).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void events_are_equal_by_content_whatever_the_order_of_setting() {
        Event one = new EventDraft(RAW).set(NAME, "a").set(PORT, 1).freeze().get(0);
        Event same = new EventDraft(raw("another line"))
                .set(PORT, 1)
                .set(NAME, "a")
                .freeze()
                .get(0);
        Event other = new EventDraft(RAW).set(NAME, "a").set(PORT, 2).freeze().get(0);
        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(other);
    }

    @Test
    void a_frozen_event_does_not_follow_its_draft() {
        EventDraft draft = new EventDraft(RAW).set(NAME, "a");
        Event event = draft.freeze().get(0);
        draft.set(NAME, "b").reset(raw("next"));
        assertThat(event.text(NAME)).isEqualTo("a");
    }

    @Test
    void a_draft_loaded_from_an_event_gives_it_back() {
        Event event = new EventDraft(RAW)
                .setAll(CATEGORY, List.of("b", "b"))
                .set(NAME, "a")
                .logSource(LogSource.of(null, "acme", null))
                .freeze()
                .get(0);
        EventDraft draft = new EventDraft(raw("x"));
        draft.reset(event);
        assertThat(draft.freeze()).containsExactly(event);
        assertThat(draft.set(PORT, 5).freeze().get(0).size()).isEqualTo(3);
    }

    @Test
    void without_a_time_of_its_own_an_event_happened_when_it_was_received() {
        assertThat(new EventDraft(RAW).set(NAME, "a").freeze().get(0).timestamp())
                .isEqualTo(Instant.EPOCH);
    }

    @Test
    void the_text_of_an_event_does_not_give_its_content_away() {
        assertThat(new EventDraft(RAW).set(NAME, "secret").freeze().get(0).toString())
                .doesNotContain("secret");
    }

    @Test
    void lists_handed_in_are_copied() {
        List<Object> mine = new ArrayList<>(List.of("a", "b"));
        EventDraft draft = new EventDraft(RAW).setAll(ANY, mine);
        mine.set(0, "changed");
        assertThat(draft.get(ANY)).isEqualTo(List.of("a", "b"));
    }
}
