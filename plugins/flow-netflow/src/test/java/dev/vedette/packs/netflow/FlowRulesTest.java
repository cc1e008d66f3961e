package dev.vedette.packs.netflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.detect.RuleSource;
import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import dev.vedette.host.detect.FieldResolution;
import dev.vedette.host.detect.Matcher;
import dev.vedette.host.detect.RuleInfo;
import dev.vedette.host.detect.RuleSet;
import dev.vedette.host.detect.RuleText;
import dev.vedette.host.pack.PackId;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each rule, with a flow that it is about and one that it is not. */
class FlowRulesTest {
    private static RuleSet rules;
    private static Matcher matcher;

    @BeforeAll
    static void compile() throws IOException, URISyntaxException {
        URL one = Objects.requireNonNull(FlowRulesTest.class.getResource("/rules/smb-from-outside.yml"));
        List<RuleText> texts = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(one.toURI()).getParent())) {
            for (Path file : files.sorted().toList()) {
                if (Files.readString(file).contains("category: netflow")) {
                    texts.add(new RuleText(
                            new PackId("dev.vedette.flow-netflow", "0.1.0"),
                            RuleSource.sigma(file.getFileName().toString(), Files.readString(file))));
                }
            }
        }
        rules = RuleSet.compile(texts, FieldResolution.standard());
        matcher = rules.matcher();
    }

    /** What fires on a v5 flow between a client machine and one outside. */
    private static List<String> fires(
            String direction, int sourcePort, int port, int protocol, long packets, long bytes) {
        return fires(direction, sourcePort, port, protocol, packets, bytes, 0x1B, null);
    }

    private static List<String> fires(
            String direction,
            int sourcePort,
            int port,
            int protocol,
            long packets,
            long bytes,
            int flags,
            String application) {
        byte[] datagram = new Bytes()
                .u16(5, 1)
                .u32(3_600_000, Bytes.EXPORT, 0, 77)
                .zeros(4)
                .ip("10.0.0.1")
                .ip("203.0.113.9")
                .zeros(8)
                .u32(packets, bytes, 3_540_000, 3_570_250)
                .u16(sourcePort, port)
                .u8(0)
                .u8(flags)
                .u8(protocol)
                .zeros(9)
                .build();
        Event decoded = new Decoded().decode(datagram).events.get(0);
        EventDraft draft = new EventDraft(decoded.raw());
        draft.reset(decoded);
        draft.set(Field.of("vedette.direction"), direction); // as enrichment does
        if (application != null) {
            draft.set(Field.of("network.application"), application);
        }
        return matcher.evaluate(draft.freeze().get(0)).stream()
                .map(finding -> finding.rule().title())
                .sorted()
                .toList();
    }

    @Test
    void all_rules_compile_and_say_what_analysts_need() {
        assertThat(rules.refused()).isEmpty();
        assertThat(rules.rules()).hasSize(12).allSatisfy(rule -> {
            assertThat(rule.techniques()).as(rule.title()).isNotEmpty();
            assertThat(rule.falsePositives()).as(rule.title()).isNotEmpty();
            assertThat(rule.offenseIndex()).as(rule.title()).isNotNull();
            assertThat(rule.description()).as(rule.title()).isNotEmpty();
        });
        assertThat(rules.rules().stream().map(RuleInfo::id).distinct()).hasSize(12);
    }

    @Test
    void ordinary_flows_fire_nothing() {
        assertThat(fires("L2R", 51_000, 443, 6, 100, 90_000)).isEmpty();
        assertThat(fires("L2L", 51_000, 445, 6, 100, 90_000)).isEmpty();
        assertThat(fires("L2L", 51_000, 3389, 6, 100, 900_000_000)).isEmpty();
        assertThat(fires("L2R", 51_000, 53, 17, 1, 80)).isEmpty();
        assertThat(fires("R2L", 51_000, 443, 6, 100, 900_000_000)).isEmpty();
    }

    @Test
    void services_that_should_not_be_reached_from_outside() {
        assertThat(fires("R2L", 51_000, 445, 6, 20, 9_000)).containsExactly("SMB from a remote network");
        assertThat(fires("R2L", 51_000, 3389, 6, 20, 9_000)).containsExactly("Remote desktop from a remote network");
        assertThat(fires("R2L", 51_000, 3389, 6, 4, 240)).isEmpty();
        assertThat(fires("R2L", 51_000, 5985, 6, 20, 9_000))
                .containsExactly("Remote administration port from a remote network");
        assertThat(fires("R2L", 51_000, 6379, 6, 20, 9_000)).containsExactly("Database port from a remote network");
        assertThat(fires("L2R", 51_000, 6379, 6, 20, 9_000)).isEmpty();
        assertThat(fires("R2L", 51_000, 445, 6, 1, 44, 2, null))
                .containsExactly("Probe of a service port from a remote network");
        assertThat(fires("L2L", 51_000, 23, 6, 20, 900)).containsExactly("Telnet session");
    }

    @Test
    void what_leaves_the_network() {
        assertThat(fires("L2R", 51_000, 445, 6, 20, 9_000)).containsExactly("SMB to a remote network");
        assertThat(fires("L2R", 51_000, 443, 6, 90_000, 104_857_600))
                .containsExactly("Large upload to a remote network");
        assertThat(fires("L2R", 443, 51_000, 6, 90_000, 104_857_600))
                .as("a web server answers")
                .isEmpty();
        assertThat(fires("L2R", 51_000, 53, 17, 9_000, 1_000_000))
                .containsExactly("DNS flow with unusually many bytes");
        assertThat(fires("L2R", 51_000, 8053, 17, 2, 100, 0, "dns")).containsExactly("DNS on an unusual port");
        assertThat(fires("R2L", 53, 51_000, 17, 2, 100, 0, "dns"))
                .as("the answer")
                .isEmpty();
        assertThat(fires("L2R", 51_000, 6667, 6, 20, 900)).containsExactly("IRC to a remote network");
        assertThat(fires("L2R", 51_000, 9001, 6, 20, 900)).containsExactly("Tor port to a remote network");
    }
}
