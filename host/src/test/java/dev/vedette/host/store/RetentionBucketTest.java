package dev.vedette.host.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.api.event.Event;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.query.Condition;
import dev.vedette.host.query.SearchPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionBucketTest {
    private static final SearchPlan TEN = SearchPlan.of(new Condition.Everything(), 10);

    @TempDir
    Path folder;

    private final Event like = new RandomEvents(3).next();

    private Event event(String id, int hoursBefore) {
        return LuceneEventStoreTest.event(like, id, RandomEvents.NOON.minus(Duration.ofHours(hoursBefore)));
    }

    private LuceneEventStore open(RetentionBucket... buckets) throws IOException {
        return LuceneEventStore.open(folder, StoreSettings.defaults().withBuckets(List.of(buckets)), Clock.systemUTC());
    }

    private List<String> slices() throws IOException {
        try (Stream<Path> slices = Files.list(folder.resolve("acme"))) {
            return slices.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void the_first_bucket_that_takes_an_event_has_it_and_the_default_one_the_rest() throws IOException {
        RetentionBucket foreign = new RetentionBucket("foreign", null, null, null, null, List.of("another-client"));
        try (LuceneEventStore store = open(
                foreign,
                RetentionBucket.of("one", "event.id:id1"),
                RetentionBucket.of("ones", "event.id:id1*"),
                RetentionBucket.of("default", null).withKeep(Duration.ofDays(3)))) {
            for (String id : List.of("id1", "id12", "id2")) {
                store.append(event(id, 0));
            }
            store.commit(1);
            assertThat(slices()).containsExactly("2026-05-04", "2026-05-04_one", "2026-05-04_ones");
            assertThat(store.count(ClientScope.ALL, TEN)).isEqualTo(3);
            assertThat(store.get(ClientScope.ALL, "id12")).isNotNull();
        }
    }

    @Test
    void a_changed_filter_is_for_new_events_only_and_an_event_that_comes_again_is_there_once() throws IOException {
        try (LuceneEventStore store = open()) {
            store.append(event("old", 0));
            store.commit(1);
            store.append(event("replayed", 0));
        }
        try (LuceneEventStore store = open(RetentionBucket.of("all", "*"))) {
            store.rollBack("replayed", 1);
            store.append(event("replayed", 0));
            store.append(event("new", 0));
            store.commit(2);
            store.refresh();
            assertThat(slices()).containsExactly("2026-05-04", "2026-05-04_all");
            assertThat(store.search(ClientScope.ALL, TEN).events().stream().map(Event::id))
                    .containsExactlyInAnyOrder("old", "replayed", "new");
        }
    }

    @Test
    void a_folder_of_format_1_opens_as_the_default_bucket_and_is_of_the_present_format_then() throws IOException {
        try (LuceneEventStore store = open()) {
            store.append(event("1", 0));
            store.commit(1);
        }
        Files.delete(folder.resolve("format"));
        try (LuceneEventStore store = open(RetentionBucket.of("all", "*"))) {
            assertThat(store.get(ClientScope.ALL, "1")).isNotNull();
        }
        assertThat(folder.resolve("format")).hasContent(StoreFormat.CURRENT + "");
        assertThat(slices()).containsExactly("2026-05-04");
    }

    @Test
    void a_folder_of_a_newer_version_is_refused_and_left_alone() throws IOException {
        Files.writeString(folder.resolve("format"), "99\n");
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("start the newer version");
        assertThat(folder.resolve("format")).hasContent("99");
    }

    @Test
    void a_clock_that_jumps_about_does_not_make_thousands_of_slices() throws IOException {
        try (LuceneEventStore store = open()) {
            for (int day = 0; day < 3_000; day++) {
                store.append(event("id" + day, 24 * day));
            }
            store.commit(1);
            store.refresh();
            assertThat(slices()).hasSizeLessThan(110).contains("odd-2026-05-04");
            assertThat(store.count(ClientScope.ALL, TEN)).isEqualTo(3_000);
            SearchPlan one = new SearchPlan(
                    new Condition.Everything(),
                    event("", 24 * 2_000).timestamp(),
                    event("", 24 * 2_000 - 1).timestamp(),
                    10);
            assertThat(store.search(ClientScope.ALL, one).events()).hasSize(1);
        }
    }

    @Test
    void settings_that_cannot_be_are_refused_with_what_would_be_right() {
        assertThatThrownBy(() -> RetentionBucket.of("A b", null)).hasMessageContaining("lower-case");
        assertThatThrownBy(() -> RetentionBucket.of("a", "x:(")).hasMessageContaining("filter of the bucket 'a'");
        assertThatThrownBy(() -> open(RetentionBucket.usual(), RetentionBucket.of("a", null)))
                .hasMessageContaining("stands last");
        assertThatThrownBy(() -> open(RetentionBucket.of("a", null), RetentionBucket.of("a", "x")))
                .hasMessageContaining("two buckets 'a'");
    }
}
