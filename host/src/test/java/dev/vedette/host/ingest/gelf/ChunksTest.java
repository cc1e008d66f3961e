package dev.vedette.host.ingest.gelf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.event.Origin;
import dev.vedette.host.ingest.DatagramProtocol;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChunksTest {
    private static final Origin SENDER = Origin.of("default", "gelf").build();

    private static final class Told implements DatagramProtocol.Sink {
        private final List<String> dropped = new ArrayList<>();

        @Override
        public void record(Origin origin, byte[] bytes) {
            throw new AssertionError("no record");
        }

        @Override
        public void cut(Origin origin, byte[] beginning) {
            throw new AssertionError("no record");
        }

        @Override
        public void broken(Origin origin, String reason) {
            throw new AssertionError(reason);
        }

        @Override
        public void dropped(Origin origin, String reason) {
            dropped.add(reason);
        }
    }

    private static byte[] chunk(long id, int number, int count, int size) {
        return ByteBuffer.allocate(12 + size)
                .putShort((short) 0x1E0F)
                .putLong(id)
                .put((byte) number)
                .put((byte) count)
                .array();
    }

    @Test
    void a_flood_of_beginnings_takes_bounded_memory_and_the_oldest_go_first() {
        Told told = new Told();
        Chunks chunks = new Chunks(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        Random random = new Random(5);
        int messages = 100_000;
        for (int i = 0; i < messages; i++) {
            assertThat(chunks.add(SENDER, chunk(random.nextLong(), 0, 128, 8_000), told))
                    .isNull();
            assertThat(chunks.heldBytes()).isLessThanOrEqualTo(Chunks.MAX_BYTES);
        }
        assertThat(told.dropped)
                .hasSizeGreaterThan(messages - Chunks.MAX_MESSAGES)
                .containsOnly("too-many-chunks");
        Chunks small = new Chunks(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        for (int i = 0; i < messages; i++) {
            assertThat(small.add(SENDER, chunk(i, 0, 2, 1), told)).isNull();
        }
        assertThat(small.heldBytes()).isLessThan(2_000_000);
        assertThat(small.add(SENDER, chunk(messages - 1, 1, 2, 1), told)).hasSize(2);
    }

    @Test
    void what_is_whole_or_given_up_holds_no_memory() {
        Told told = new Told();
        Instant begin = Instant.EPOCH;
        class Hand extends Clock {
            private Instant now = begin;

            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        }
        Hand clock = new Hand();
        Chunks chunks = new Chunks(clock);
        assertThat(chunks.add(SENDER, chunk(1, 0, 2, 10), told)).isNull();
        assertThat(chunks.add(SENDER, chunk(2, 0, 2, 10), told)).isNull();
        assertThat(chunks.add(SENDER, chunk(1, 1, 2, 10), told)).hasSize(20);
        clock.now = begin.plus(Duration.ofSeconds(5));
        chunks.expire(told);
        assertThat(told.dropped).isEmpty();
        clock.now = begin.plus(Duration.ofMillis(5_001));
        chunks.expire(told);
        assertThat(told.dropped).containsExactly("chunks-missing");
        assertThat(chunks.heldBytes()).isZero();
    }
}
