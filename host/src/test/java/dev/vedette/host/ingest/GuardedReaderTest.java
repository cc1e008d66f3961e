package dev.vedette.host.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.api.read.RecordReader;
import dev.vedette.api.read.RecordSink;
import dev.vedette.host.pack.Budget;
import dev.vedette.host.pack.PackGuard;
import dev.vedette.host.pack.PackId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuardedReaderTest {
    private final PackGuard guard = new PackGuard();
    private final PackGuard.Plugin plugin = guard.plugin(new PackId("test.reader", "1.0.0"), "bytes", Budget.REPORT);
    private final List<String> records = new ArrayList<>();

    @AfterEach
    void close() {
        guard.close();
    }

    /** Reads each byte as a record; {@code !} throws, {@code ?} is a damaged file. */
    private static final class Bytewise implements RecordReader {
        @Override
        public String id() {
            return "bytes";
        }

        @Override
        public boolean accepts(byte[] head, String name) {
            if (head.length == 0) {
                throw new NoClassDefFoundError("on purpose");
            }
            return true;
        }

        @Override
        public void read(InputStream in, RecordSink sink) throws IOException {
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == '!') {
                    throw new IllegalStateException("on purpose");
                }
                if (b == '?') {
                    throw new IOException("damaged");
                }
                sink.record(new byte[] {(byte) b});
            }
        }
    }

    private void read(String content, int most) throws IOException {
        RecordReader reader = new GuardedReader("bytes", new Bytewise(), guard, plugin, plugin);
        reader.read(new ByteArrayInputStream(ReceiverTesting.utf8(content)), new RecordSink() {
            @Override
            public void record(byte[] bytes) {
                if (records.size() == most) {
                    throw new IllegalArgumentException("the host has enough");
                }
                records.add(new String(bytes, StandardCharsets.US_ASCII));
            }

            @Override
            public void damaged(long offset, String reason) {}
        });
    }

    @Test
    void what_a_reader_throws_ends_the_file_and_names_the_pack() {
        assertThatThrownBy(() -> read("ab!c", 9))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("test.reader")
                .hasMessageContaining("on purpose");
        assertThat(records).containsExactly("a", "b");
        assertThat(plugin.counts().faults()).isEqualTo(1);
    }

    @Test
    void a_damaged_file_is_not_the_readers_fault() {
        assertThatThrownBy(() -> read("ab?", 9)).isInstanceOf(IOException.class).hasMessage("damaged");
        assertThat(plugin.counts().faults()).isZero();
    }

    @Test
    void what_the_host_throws_comes_out_as_it_was_and_is_not_the_readers_fault() {
        assertThatThrownBy(() -> read("abc", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(records).containsExactly("a");
        assertThat(plugin.counts().faults()).isZero();
    }

    @Test
    void a_reader_that_fails_when_asked_accepts_nothing() {
        RecordReader reader = new GuardedReader("bytes", new Bytewise(), guard, plugin, plugin);
        assertThat(reader.accepts(new byte[1], "x")).isTrue();
        assertThat(reader.accepts(new byte[0], "x")).isFalse();
        assertThat(plugin.counts().faults()).isEqualTo(1);
    }
}
