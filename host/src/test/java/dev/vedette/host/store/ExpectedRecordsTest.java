package dev.vedette.host.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpectedRecordsTest {
    private static final int COMMITS = 60;

    @TempDir
    Path folder;

    private final Random random = new Random(4711);

    /** What should be there, as a map says it. */
    private record Kept(long prefix, Instant committed) {}

    private EventId id() {
        int position = random.nextInt(300);
        return position < 20
                ? new EventId(EventId.NOWHERE, 0, "of another " + position)
                : new EventId(position, random.nextInt(3), null);
    }

    private static ChainRecord record(EventId id, long prefix) {
        byte[] leaf = new byte[RecordHash.LENGTH];
        java.nio.ByteBuffer.wrap(leaf).putLong(prefix);
        return new ChainRecord(id, false, prefix, leaf);
    }

    private Map<EventId, Kept> write() throws IOException {
        Map<EventId, Kept> all = new HashMap<>();
        long at = 0;
        try (ChainFile file = ChainFile.openToWrite(folder)) {
            for (int commit = 0; commit < COMMITS; commit++) {
                Instant time = Instant.ofEpochMilli(1_000L * commit);
                Map<EventId, Long> removed = new HashMap<>();
                Map<EventId, Long> added = new HashMap<>();
                for (int i = 0; i < 20; i++) {
                    EventId id = id();
                    if (all.containsKey(id)) {
                        removed.put(id, all.get(id).prefix());
                    } else if (i % 5 == 0) { // came and went within the batch
                        removed.put(id, 7L);
                        added.put(id, 7L);
                    }
                }
                for (int i = 0; i < 30; i++) {
                    added.putIfAbsent(id(), random.nextLong());
                }
                List<ChainRecord> in = records(added);
                List<ChainRecord> out = records(removed);
                removed.forEach((id, prefix) -> all.remove(id));
                added.forEach((id, prefix) -> {
                    if (!prefix.equals(removed.get(id))) {
                        all.put(id, new Kept(prefix, time));
                    }
                });
                at = file.write(
                                at,
                                new ChainBatch(
                                        new byte[RecordHash.LENGTH], time, new byte[RecordHash.LENGTH], 0, "", in, out))
                        .end();
            }
        }
        return all;
    }

    private static List<ChainRecord> records(Map<EventId, Long> of) {
        List<ChainRecord> records = new ArrayList<>();
        of.forEach((id, prefix) -> records.add(record(id, prefix)));
        records.sort((a, b) -> a.id().compareTo(b.id()));
        return records;
    }

    @Test
    void what_came_and_what_went_over_many_commits_is_what_should_be_there() throws IOException {
        Map<EventId, Kept> all = write();
        List<String> notes = new ArrayList<>();
        ExpectedRecords expected = ExpectedRecords.read(folder, notes);
        assertThat(notes).isEmpty();
        assertThat(expected.complete()).isTrue();
        assertThat(expected.missing()).isEqualTo(all.size());
        assertThat(expected.missing(Integer.MAX_VALUE))
                .containsExactlyInAnyOrderElementsOf(all.entrySet().stream()
                        .map(one ->
                                one.getKey() + " committed " + one.getValue().committed())
                        .toList());
        assertThat(expected.missing(3)).hasSize(3);
        all.forEach((id, kept) -> {
            int row = expected.find(id);
            assertThat(row).as(id.toString()).isNotNegative();
            assertThat(expected.prefix(row)).isEqualTo(kept.prefix());
            assertThat(expected.cameBack(row)).isTrue();
            assertThat(expected.cameBack(row)).isFalse();
        });
        assertThat(expected.missing()).isZero();
        assertThat(expected.find(new EventId(5_000, 0, null))).isNegative();
        assertThat(expected.find(new EventId(EventId.NOWHERE, 0, "nobody"))).isNegative();
    }
}
