package dev.vedette.host.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PackCodeTest {
    @Test
    void every_code_has_a_remedy_and_a_line_in_the_documentation() throws Exception {
        String page = Files.readString(Path.of("../docs/packs.md"));
        for (PackCode code : PackCode.values()) {
            assertThat(code.remedy()).isNotBlank().doesNotEndWith(".");
            assertThat(page).contains("\n| `" + code + "` | ");
        }
    }
}
