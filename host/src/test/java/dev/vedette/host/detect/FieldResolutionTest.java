package dev.vedette.host.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vedette.api.event.Field;
import dev.vedette.api.event.LogSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldResolutionTest {
    private static final LogSource PROCESS = LogSource.of("process_creation", "windows", null);

    private static List<String> names(LogSource rule, String name) {
        return FieldResolution.standard().candidates(rule, name).stream()
                .map(Field::name)
                .toList();
    }

    @Test
    void raw_comes_before_ecs_before_the_same_name() {
        assertThat(names(PROCESS, "CommandLine"))
                .containsExactly(
                        "winlog.event_data.CommandLine",
                        "winlog.user_data.CommandLine",
                        "process.command_line",
                        "winlog.event_data.ProcessCommandLine",
                        "CommandLine");
        assertThat(names(PROCESS, "EventID")).startsWith("winlog.event_id", "event.code");
        assertThat(names(PROCESS, "Nothing"))
                .containsExactly("winlog.event_data.Nothing", "winlog.user_data.Nothing", "Nothing");
    }

    @Test
    void a_name_in_ecs_spelling_means_that_field() {
        assertThat(names(PROCESS, "process.command_line")).containsExactly("process.command_line");
    }

    @Test
    void rows_hold_for_their_log_source_only() {
        assertThat(names(LogSource.of("webserver", null, null), "cs-method"))
                .contains("http.request.method")
                .endsWith("cs-method");
        assertThat(names(LogSource.of("process_creation", "linux", null), "Image"))
                .containsExactly("process.executable", "Image");
        assertThat(names(LogSource.of(null, "linux", "auditd"), "type")).contains("auditd.type");
        assertThat(names(LogSource.of(null, "linux", "sshd"), "type")).containsExactly("type");
        assertThat(names(LogSource.of(null, "aws", "cloudtrail"), "eventName"))
                .startsWith("aws.cloudtrail.eventName")
                .contains("event.action");
    }

    @Test
    void packs_add_rows_behind_the_hosts() {
        FieldResolution more = FieldResolution.standard()
                .and(FieldResolution.parse("pack.tsv", "alias\tacme\t*\t*\tuser\tuser.name acme.user\n"));
        assertThat(more.candidates(LogSource.of(null, "acme", null), "user"))
                .extracting(Field::name)
                .containsExactly("user.name", "acme.user", "user");
    }

    @Test
    void a_row_that_is_none_is_an_error_with_its_place() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FieldResolution.parse("pack.tsv", "# fine\nalias user user.name\n"))
                .withMessageStartingWith("pack.tsv:2:1: a row is");
    }

    @Test
    void the_table_names_ecs_fields_that_exist() {
        for (String name : List.of("Image", "ParentImage", "User", "TargetObject", "DestinationIp", "QueryName")) {
            assertThat(FieldResolution.standard().candidates(PROCESS, name))
                    .as(name)
                    .anyMatch(Field::isEcs);
        }
    }
}
