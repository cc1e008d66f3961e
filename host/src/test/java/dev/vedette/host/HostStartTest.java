package dev.vedette.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vedette.host.ingest.BindingSettings;
import dev.vedette.host.ingest.ReceiverSettings;
import dev.vedette.host.ingest.ReceiverType;
import dev.vedette.host.reference.ClientSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that fails says in one line what to do, and leaves nothing behind: a good start follows in the same folder. */
class HostStartTest {
    @TempDir
    Path temp;

    private void refused(HostSettings settings, HostFolders folders, String... said) {
        Set<String> before = threads();
        assertThatThrownBy(() -> Host.start(settings, folders, Clock.systemUTC()))
                .isInstanceOf(IOException.class)
                .hasMessageNotContaining("\n")
                .hasMessageContainingAll(said);
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(threads())
                        .as("threads of the host that did not start")
                        .isEqualTo(before));
    }

    /** Threads that a host makes, by name. */
    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.matches("(pipeline|vedette|pack|checkpoint|vert\\.x|receiver|state).*"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void startsNow() throws IOException {
        try (TestHost test = TestHost.start(temp)) {
            test.http(List.of("a line"));
            test.settled(1);
        }
    }

    @Test
    void a_port_of_the_api_that_is_taken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            refused(
                    TestHost.settings().withApiPort(taken.getLocalPort()),
                    TestHost.folders(temp),
                    "127.0.0.1:" + taken.getLocalPort(),
                    "server.port");
        }
        startsNow();
    }

    @Test
    void a_port_of_a_receiver_that_is_taken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ReceiverSettings receiver = ReceiverSettings.of("branch-7", ReceiverType.SYSLOG_TCP, taken.getLocalPort());
            refused(
                    TestHost.settings().withReceivers(List.of(receiver)),
                    TestHost.folders(temp),
                    "branch-7",
                    "port " + taken.getLocalPort(),
                    "choose a free port");
        }
        startsNow();
    }

    @Test
    void a_data_folder_that_another_host_uses_which_goes_on_undisturbed() throws Exception {
        try (TestHost test = TestHost.start(temp)) {
            String token = test.host.cliToken();
            assertThatThrownBy(() -> TestHost.start(temp))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll(
                            "another host", temp.resolve("data").toString(), "--data");
            assertThat(test.host.cliToken()).isEqualTo(token);
            test.http(List.of("a line"));
            test.settled(1);
        }
        try (TestHost again = TestHost.start(temp)) {
            again.settled(1);
        }
    }

    @Test
    void a_data_folder_that_cannot_be_written() throws Exception {
        Path file = Files.writeString(temp.resolve("file"), "not a folder");
        HostFolders below = new HostFolders(file.resolve("data"), temp.resolve("packs"), null);
        refused(TestHost.settings(), below, "the data folder " + file.resolve("data"), "right to write", "--data");
        startsNow();
    }

    @Test
    void settings_that_do_not_fit_together() throws Exception {
        ClientSettings twice = ClientSettings.standard();
        refused(
                TestHost.settings().withClients(List.of(twice, twice)),
                TestHost.folders(temp),
                "'default' is configured twice");
        ReceiverSettings one = ReceiverSettings.of("same", ReceiverType.SYSLOG_TCP, 0);
        HostSettings settings = TestHost.settings();
        assertThatThrownBy(() -> settings.withReceivers(List.of(one, one)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the receiver id 'same' is taken already");
        startsNow();
    }

    @Test
    void a_pack_that_cannot_be_used_does_not_keep_the_host_from_starting() throws Exception {
        Files.createDirectories(temp.resolve("packs"));
        Files.writeString(temp.resolve("packs/broken.zip"), "no zip");
        TestPacks.parser("1.0.0").in(temp.resolve("packs"));
        try (TestHost test = TestHost.start(temp)) {
            assertThat(test.host.describe()).anyMatch(line -> line.contains("broken.zip"));
            test.http(List.of(TestPacks.line("alice", "10.0.0.1", "10.0.0.2", 1)));
            test.settled(1);
            assertThat(test.found("acme.n:1")).isEqualTo(1);
        }
    }

    @Test
    void a_receiver_that_names_a_parser_or_client_that_is_not_there_is_started_with_a_warning() throws Exception {
        ReceiverSettings receiver = ReceiverSettings.of("fw", ReceiverType.SYSLOG_UDP, 0)
                .withBinding(new BindingSettings("acmee", "cisco.asa", null));
        ClientSettings acme = new ClientSettings("acme", "ACME", null, null, List.of(), List.of());
        try (TestHost test = TestHost.start(
                temp, TestHost.settings().withReceivers(List.of(receiver)).withClients(List.of(acme)))) {
            assertThat(test.host.describe())
                    .anyMatch(line -> line.contains("'fw'") && line.contains("parser 'cisco.asa'"))
                    .anyMatch(line -> line.contains("'acmee'") && line.contains("did you mean 'acme'?"));
        }
    }
}
