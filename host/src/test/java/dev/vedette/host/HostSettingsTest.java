package dev.vedette.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.host.config.ConfigException;
import dev.vedette.host.config.ConfigLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostSettingsTest {
    @TempDir
    Path temp;

    private HostSettings load(String yaml) throws Exception {
        Path file = Files.writeString(temp.resolve("vedette.yml"), yaml);
        return ConfigLoader.load(HostSettings.DEFAULTS, file, Map.of());
    }

    @Test
    void a_client_that_no_table_could_hold_is_refused_at_the_start_by_the_name_of_who_names_it() throws Exception {
        String receiver = "receivers: [{id: r1, type: syslog-udp, port: 0, client: %s}]";
        assertThat(load(receiver.formatted("acme")).receivers()).hasSize(1);
        assertThatThrownBy(() -> load(receiver.formatted("Acme"))).hasMessageContaining("'Acme'");
        assertThatThrownBy(() -> load(receiver.formatted("a".repeat(64)))).hasMessageContaining("receiver 'r1'");
        assertThatThrownBy(() -> load("server: {default-client: no spaces}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("server.defaultClient");
        assertThatThrownBy(() -> load(
                        "access: {tokens: [{id: t1, secret: " + "x".repeat(30) + ", role: viewer, clients: [A]}]}"))
                .hasMessageContaining("'t1'");
    }

    @Test
    void a_record_that_could_never_be_queued_is_refused_at_the_start() {
        assertThatThrownBy(() -> load("receivers: [{id: r1, type: syslog-tcp, port: 0, max-record-bytes: 100000000,"
                        + " max-body-bytes: 100000000}]"))
                .hasMessageContaining("max-record-bytes");
        assertThatThrownBy(() -> load("journal: {queue-bytes: 1000}")).hasMessageContaining("journal.queue-bytes");
    }
}
