package dev.vedette.host.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RowsTest {
    @TempDir
    Path folder;

    @Test
    void rows_are_the_same_in_memory_and_on_disk_wherever_one_begins_to_read() throws IOException {
        Random random = new Random(11);
        for (long memory : new long[] {0, 500, 1 << 20}) {
            ResultSpace space = new ResultSpace(memory, 1 << 20);
            Rows rows = new Rows(folder.resolve("r" + memory + "/a.rows"), space);
            List<String> added = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                added.add("row " + i + "x".repeat(random.nextInt(40)));
                assertThat(rows.add(added.getLast().getBytes(StandardCharsets.UTF_8)))
                        .isTrue();
                int from = random.nextInt(added.size());
                int most = random.nextInt(50);
                assertThat(texts(rows.read(from, most)))
                        .isEqualTo(added.subList(from, Math.min(added.size(), from + most)));
            }
            assertThat(rows.onDisk()).isEqualTo(memory < 1 << 20);
            assertThat(space.memory() + space.disk()).isEqualTo(rows.bytes());
            rows.close();
            assertThat(space.memory() + space.disk()).isZero();
            assertThat(folder.resolve("r" + memory + "/a.rows")).doesNotExist();
            assertThat(rows.add(new byte[1]))
                    .as("nothing is added to what is closed")
                    .isFalse();
        }
    }

    @Test
    void where_neither_memory_nor_disk_has_room_a_row_is_not_taken_and_the_others_stay() throws IOException {
        ResultSpace space = new ResultSpace(100, 300);
        Rows rows = new Rows(folder.resolve("b.rows"), space);
        int taken = 0;
        while (rows.add(new byte[40])) {
            taken++;
        }
        assertThat(taken).isEqualTo(7); // 280 of 300 bytes
        assertThat(rows.read(0, 100)).hasSize(7);
        rows.close();
    }

    @Test
    void a_disk_that_is_full_when_rows_leave_memory_costs_no_row_and_no_room() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));
        Path file = Files.createSymbolicLink(folder.resolve("d.rows"), full);
        ResultSpace space = new ResultSpace(100, 1_000);
        Rows rows = new Rows(file, space);
        assertThat(rows.add(new byte[60])).isTrue();
        assertThatThrownBy(() -> rows.add(new byte[60])).isInstanceOf(IOException.class);
        assertThat(space.disk()).isZero();
        assertThat(rows.read(0, 10)).hasSize(1);
        assertThat(file).doesNotExist();
        assertThat(rows.add(new byte[60])).as("there is room again").isTrue();
        assertThat(space.memory() + space.disk()).isEqualTo(120);
        rows.close();
        assertThat(space.memory() + space.disk()).isZero();
    }

    @Test
    void rows_that_are_very_large_are_not_read_all_at_once() throws IOException {
        Rows rows = new Rows(folder.resolve("c.rows"), new ResultSpace(0, 1L << 30));
        for (int i = 0; i < 10; i++) {
            rows.add(new byte[5 << 20]);
        }
        assertThat(rows.read(0, 10)).hasSizeBetween(1, 3);
        assertThat(rows.read(9, 10)).hasSize(1);
        rows.close();
    }

    private static List<String> texts(List<byte[]> rows) {
        return rows.stream().map(row -> new String(row, StandardCharsets.UTF_8)).toList();
    }
}
