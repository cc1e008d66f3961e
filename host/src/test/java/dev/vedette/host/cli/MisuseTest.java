package dev.vedette.host.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.NoSuchFileException;
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

    @Test
    void a_file_that_cannot_be_written_is_named_with_what_is_wrong_with_it() {
        CommandLine line = VedetteCommand.line();
        line.setErr(new PrintWriter(err));
        assertThat(VedetteCommand.failed(new NoSuchFileException("no/r.html"), line, null))
                .isEqualTo(2);
        assertThat(err.toString().strip()).isEqualTo("vedette: no/r.html: no such file or folder");
    }

    @Test
    void what_a_host_refuses_comes_with_column_and_remedy_in_whole_sentences() throws IOException {
        HttpServer host = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        byte[] problem = "{\"detail\":\"no such field\",\"remedy\":\"Name another.\",\"column\":7}".getBytes(UTF_8);
        host.createContext("/", exchange -> {
            exchange.sendResponseHeaders(400, problem.length);
            exchange.getResponseBody().write(problem);
            exchange.close();
        });
        host.start();
        URI at = URI.create("http://127.0.0.1:" + host.getAddress().getPort());
        try (HostClient client = new HostClient(at, null, "token")) {
            assertThatThrownBy(() -> client.get("/api/v1/events")).hasMessage("column 7: no such field. Name another.");
        } finally {
            host.stop(0);
        }
    }
}
