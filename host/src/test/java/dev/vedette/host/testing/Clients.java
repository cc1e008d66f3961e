package dev.vedette.host.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Programs of other projects that tests send with. */
public final class Clients {
    private Clients() {}

    /** Files, one of which must be there; else the test is skipped, or fails where {@code VEDETTE_REQUIRE} says clients. */
    public static void needs(String... anyOf) {
        boolean there = Stream.of(anyOf).map(Path::of).anyMatch(Files::exists);
        if (!there && System.getenv().getOrDefault("VEDETTE_REQUIRE", "").contains("clients")) {
            throw new AssertionError("missing: one of " + List.of(anyOf) + "; .ci/run installs it");
        }
        Assumptions.assumeTrue(there, "this client is not installed");
    }

    /** rsyslog, with one of its modules. */
    public static void needsRsyslog(String module) {
        needs("/usr/sbin/rsyslogd");
        needs("/usr/lib/x86_64-linux-gnu/rsyslog/" + module, "/usr/lib/aarch64-linux-gnu/rsyslog/" + module);
    }
}
