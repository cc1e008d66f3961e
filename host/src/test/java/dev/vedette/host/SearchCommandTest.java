package dev.vedette.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code vedette search} as a process beside a host. */
@Tag("acceptance")
class SearchCommandTest {
    @TempDir
    Path temp;

    private record Ended(int code, String out, String err) {}

    private Process start(Path out, Path err, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", temp.resolve("data").toString()));
        return new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
    }

    private Ended search(String... arguments) throws Exception {
        Path out = temp.resolve("out");
        Path err = temp.resolve("err");
        List<String> all = new ArrayList<>(List.of("search"));
        all.addAll(List.of(arguments));
        Process process = start(out, err, all.toArray(String[]::new));
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    @Test
    void events_tables_exports_and_errors_come_as_people_and_scripts_want_them() throws Exception {
        TestPacks.parser("1.0.0").in(temp.resolve("packs"));
        try (TestHost test = TestHost.start(temp)) {
            test.http(IntStream.range(0, 300)
                    .mapToObj(n -> TestPacks.line("user" + n % 3, "10.0.0.1", "203.0.113.9", n))
                    .toList());
            test.settled(300);
            test.host.events().refresh();

            Ended few = search("--limit", "2", "acme-app");
            assertThat(few.code()).as(few.err()).isZero();
            assertThat(few.out().lines()).hasSize(2).allMatch(line -> line.contains("acme-app user="));
            assertThat(few.err())
                    .contains("2 of 300 events")
                    .contains("--limit")
                    .contains("--export");

            Ended table = search("user.name:* | stats count() as n by user.name | sort user.name");
            assertThat(table.out().lines())
                    .containsExactly("USER.NAME  N", "user0      100", "user1      100", "user2      100");
            assertThat(table.err()).contains("3 of 3 rows");

            Ended json = search("--json", "--limit", "1", "* | stats count() as n by user.name | sort user.name");
            assertThat(json.out()).isEqualTo("{\"user.name\":\"user0\",\"n\":100}\n");
            assertThat(json.err()).contains("1 of 3 rows").contains("--limit 3");

            Path csv = temp.resolve("all.csv");
            Ended export = search("--export", "csv", "--out", csv.toString(), "user.name:user1");
            assertThat(export.code()).as(export.err()).isZero();
            assertThat(export.out()).isEmpty();
            assertThat(Files.readAllLines(csv)).hasSize(101);
            assertThat(temp.resolve("all.csv.part")).doesNotExist();

            Ended broken = search("acme-app | stats cuont() by user.name");
            assertThat(broken.code()).isEqualTo(2);
            assertThat(broken.out()).isEmpty();
            assertThat(broken.err().lines().toList().subList(0, 2))
                    .containsExactly("  acme-app | stats cuont() by user.name", "                   ^");
            assertThat(broken.err().lines().toList().getLast())
                    .startsWith("vedette: column 18: ")
                    .contains("count");
        }
    }

    @Test
    void ctrl_c_cancels_the_search_at_the_host() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer host = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        host.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        host.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            byte[] answer = ("{\"id\":\"slow-1\",\"state\":\"EXECUTE\",\"kind\":\"events\",\"events\":[],"
                            + "\"complete\":false,\"next_cursor\":\"0\"}")
                    .getBytes(StandardCharsets.UTF_8);
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        host.start();
        try {
            Path data = Files.createDirectories(temp.resolve("data"));
            Files.writeString(
                    data.resolve(Host.ENDPOINT_FILE),
                    "http://127.0.0.1:" + host.getAddress().getPort() + "/\n");
            Files.writeString(data.resolve(Host.TOKEN_FILE), "token\n");
            Process search = start(temp.resolve("out"), temp.resolve("err"), "search", "slow");
            await().atMost(Duration.ofSeconds(60)).until(() -> asked.contains("GET /api/v1/searches/slow-1"));
            assertThat(asked).doesNotContain("DELETE /api/v1/searches/slow-1");
            new ProcessBuilder("kill", "-INT", Long.toString(search.pid()))
                    .start()
                    .waitFor();
            assertThat(search.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(search.exitValue()).isEqualTo(130);
            assertThat(asked).contains("DELETE /api/v1/searches/slow-1");
        } finally {
            host.stop(0);
        }
    }
}
