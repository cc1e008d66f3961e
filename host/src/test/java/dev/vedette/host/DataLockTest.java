package dev.vedette.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DataLockTest {
    @TempDir
    Path temp;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_new_data_folder_is_its_owners_alone_and_one_that_is_there_keeps_its_rights() throws IOException {
        Path made = temp.resolve("var/lib/vedette");
        Path given = Files.createDirectory(
                temp.resolve("given"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));
        try (DataLock one = DataLock.take(made);
                DataLock other = DataLock.take(given)) {
            assertThat(one).isNotSameAs(other);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(given)))
                    .isEqualTo("rwxr-x---");
        }
    }

    @Test
    void a_folder_that_another_host_has_and_one_that_is_a_file_are_refused_with_the_remedy() throws IOException {
        try (DataLock lock = DataLock.take(temp)) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(() -> DataLock.take(temp)).hasMessageContaining("another host uses");
        }
        Path file = Files.createFile(temp.resolve("file"));
        assertThatThrownBy(() -> DataLock.take(file))
                .hasMessageContaining("is a file")
                .hasMessageContaining("--data");
    }
}
