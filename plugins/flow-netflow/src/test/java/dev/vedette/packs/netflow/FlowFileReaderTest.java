package dev.vedette.packs.netflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.read.RecordSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlowFileReaderTest {
    private final FlowFileReader reader = new FlowFileReader();
    private final List<String> damages = new ArrayList<>();

    private List<byte[]> read(byte[] file) throws IOException {
        List<byte[]> records = new ArrayList<>();
        reader.read(new ByteArrayInputStream(file), new RecordSink() {
            @Override
            public void record(byte[] bytes) {
                records.add(bytes);
            }

            @Override
            public void damaged(long offset, String reason) {
                damages.add(offset + ": " + reason);
            }
        });
        return records;
    }

    private static byte[] v5() {
        return new Bytes()
                .u16(5, 2)
                .u32(1, Bytes.EXPORT, 0, 0)
                .zeros(4)
                .zeros(96)
                .build();
    }

    private static byte[] v9() {
        return Bytes.v9(1, 1, 0)
                .raw(Bytes.set(0, new Bytes().u16(256, 1, 8, 4).build()))
                .raw(Bytes.set(256, new Bytes().ip("10.0.0.1").build()))
                .build();
    }

    @Test
    void datagrams_of_all_versions_one_after_the_other_come_one_by_one() throws IOException {
        byte[] ipfix =
                Bytes.ipfix(1, 1, Bytes.set(2, new Bytes().u16(256, 1, 8, 4).build()));
        Bytes file = new Bytes();
        for (int i = 0; i < 3_000; i++) {
            file.raw(v9()).raw(v5()).raw(ipfix).raw(v9());
        }
        List<byte[]> records = read(file.build());
        assertThat(records).hasSize(12_000);
        assertThat(records.get(11_996)).isEqualTo(v9());
        assertThat(records.get(11_997)).isEqualTo(v5());
        assertThat(records.get(11_998)).isEqualTo(ipfix);
        assertThat(damages).isEmpty();
    }

    @Test
    void zeros_behind_the_last_set_belong_to_the_datagram() throws IOException {
        byte[] padded = new Bytes().raw(v9()).zeros(900).build();
        assertThat(read(padded)).hasSize(1).first().isEqualTo(padded);
    }

    @Test
    void a_damaged_middle_is_reported_and_nothing_is_lost() throws IOException {
        byte[] file = new Bytes().raw(v5()).u16(77).zeros(40).build();
        List<byte[]> records = read(file);
        assertThat(records).hasSize(2);
        assertThat(records.get(1)).hasSize(42);
        assertThat(damages).hasSize(1).first().asString().startsWith("120: ");
    }

    @Test
    void only_flow_datagrams_are_accepted() {
        assertThat(reader.accepts(v5(), "x")).isTrue();
        assertThat(reader.accepts(v9(), "x")).isTrue();
        assertThat(reader.accepts("<34>text".getBytes(StandardCharsets.US_ASCII), "x.dat"))
                .isFalse();
        assertThat(reader.accepts(new byte[0], "x.dat")).isFalse();
        assertThat(reader.accepts(new byte[100], "x.dat")).isFalse();
    }
}
