package dev.vedette.host.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.host.pack.ZooPack;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9, for real. {@code vedette bench crash} does the same more often. */
class CrashBenchTest {
    @TempDir
    Path temp;

    private static ZooPack parser() {
        return ZooPack.of("com.acme.ssh", "1.0.0")
                .provides("parsers: [parsers/*.yml]")
                .file("parsers/ssh.yml", """
                    parser: acme.ssh
                    match: { any: [ { contains: "Failed password" } ] }
                    steps:
                      - id: head
                        dissect: "%{}sshd[%{process.pid|int}]: Failed password for invalid user %{user.name} from %{source.ip} port %{source.port|int} ssh2"
                        set: { event.kind: event }
                    """);
    }

    @Test
    void a_host_that_is_killed_again_and_again_has_every_acknowledged_record_once_and_an_exact_ledger()
            throws Exception {
        parser().in(temp.resolve("packs"));
        CrashResult result =
                new CrashBench(temp.resolve("crash"), temp.resolve("packs"), 4, 20261122, System.err::println).run();
        assertThat(result.complaints()).isEmpty();
        assertThat(result.acknowledged()).isGreaterThan(1_000);
        assertThat(result.missing()).isZero();
        assertThat(result.twice()).isZero();
        assertThat(result.residue()).isZero();
        assertThat(result.indexed()).isEqualTo(result.found());
        assertThat(result.isClean()).isTrue();
    }
}
