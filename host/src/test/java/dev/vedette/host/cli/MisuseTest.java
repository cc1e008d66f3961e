package dev.vedette.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MisuseTest {
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = VedetteCommand.line();
        line.setErr(new PrintWriter(err));
        return line.execute(arguments);
    }

    @Test
    void a_misspelt_command_ends_with_two_and_one_line_with_the_right_one() {
        assertThat(run("serch")).isEqualTo(2);
        assertThat(err.toString().strip().lines()).singleElement().asString().contains("'serch'", "search", "--help");
    }

    @Test
    void a_misspelt_option_names_the_nearest() {
        assertThat(run("search", "--lsat", "1h")).isEqualTo(2);
        assertThat(err.toString().strip().lines()).singleElement().asString().contains("--lsat", "--last");
    }

    @Test
    void a_missing_argument_names_it_and_the_help_of_its_command() {
        assertThat(run("offenses", "show")).isEqualTo(2);
        assertThat(err.toString().strip().lines())
                .singleElement()
                .asString()
                .contains("ID", "'vedette offenses show --help'");
    }

    @Test
    void a_command_that_needs_another_word_says_which_there_are() {
        assertThat(run("pack")).isEqualTo(2);
        assertThat(err.toString().strip().lines()).singleElement().asString().contains("install", "verify");
    }
}
