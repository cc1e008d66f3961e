package dev.vedette.host.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.IpAddress;
import dev.vedette.api.event.LogSource;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.api.flow.FlowContext;
import dev.vedette.api.flow.FlowDecoder;
import dev.vedette.api.parse.ParseResult;
import dev.vedette.host.journal.JournaledRecord;
import dev.vedette.host.pack.Budget;
import dev.vedette.host.pack.PackGuard;
import dev.vedette.host.pack.PackId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlowStageTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Field PORT = Field.of("source.port");
    private static final PackId PACK = new PackId("test.flows", "1.2.3");

    private final PackGuard guard = new PackGuard();
    private final FlowSettings settings = new FlowSettings(Set.of("flow"), 3, Duration.ofSeconds(60), 100, 100);
    private final Exporters exporters = new Exporters(settings);
    private final List<FlowOutcome> outcomes = new ArrayList<>();
    private List<FlowDecoderEntry> decoders = List.of(entry(new TextDecoder()));
    private final FlowStage stage = new FlowStage(() -> decoders, guard, settings, exporters);
    private long position;

    @AfterEach
    void close() {
        guard.close();
    }

    private FlowDecoderEntry entry(FlowDecoder decoder) {
        return new FlowDecoderEntry(
                decoder.id(), decoder, guard.plugin(PACK, decoder.id() + decoder.hashCode(), Budget.PARSER), PACK);
    }

    private JournaledRecord datagram(String text, String sender, Instant at) {
        Origin origin =
                Origin.of("default", "flow").sender(IpAddress.parse(sender)).build();
        return new JournaledRecord(position++, new RawRecord(text.getBytes(StandardCharsets.US_ASCII), at, origin));
    }

    private FlowStageTest send(String text) {
        stage.accept(datagram(text, "192.0.2.1", NOW), outcomes::add);
        return this;
    }

    private List<String> ports() {
        return outcomes.stream()
                .flatMap(outcome -> outcome.events().stream())
                .map(event -> String.valueOf(event.get(PORT)))
                .toList();
    }

    /**
     * Words: {@code T7} a template, {@code D7:99} data of template 7 with port 99, {@code S5} sequence number 5,
     * {@code boom} an exception, {@code bad} a malformed rest.
     */
    private static final class TextDecoder implements FlowDecoder {
        @Override
        public String id() {
            return "text";
        }

        @Override
        public boolean accepts(RawRecord datagram) {
            return !datagram.text().startsWith("alien");
        }

        @Override
        public ParseResult decode(RawRecord datagram, EventDraft draft, FlowContext context) {
            boolean any = false;
            for (String word : datagram.text().split(" ", -1)) {
                String[] parts = word.substring(1).split(":", -1);
                switch (word.charAt(0)) {
                    case 'T' -> context.templates().put(0, Integer.parseInt(parts[0]), new byte[] {1});
                    case 'S' -> context.sequence(0, Long.parseLong(parts[0]), 1);
                    case 'D' -> {
                        if (context.templates().get(0, Integer.parseInt(parts[0])) == null) {
                            context.awaitTemplate(0, Integer.parseInt(parts[0]));
                        } else {
                            draft.set(PORT, Long.parseLong(parts[1]));
                            draft.set(Field.of("source.bytes"), 5L);
                            draft.set(Field.of("destination.bytes"), 6L);
                            draft.nextEvent();
                            any = true;
                        }
                    }
                    default -> {
                        if (word.equals("boom")) {
                            throw new IllegalStateException("on purpose");
                        }
                        return ParseResult.malformed("a bad rest");
                    }
                }
            }
            return any ? ParseResult.parsed() : ParseResult.filtered("templates");
        }
    }

    @Test
    void flows_get_what_every_flow_has() {
        send("T1").send("D1:10 D1:11");
        assertThat(outcomes.get(0)).isInstanceOf(FlowOutcome.Filtered.class);
        assertThat(outcomes.get(1)).isInstanceOf(FlowOutcome.Understood.class);
        assertThat(ports()).containsExactly("10", "11");
        Event event = outcomes.get(1).events().get(1);
        assertThat(event.text(Field.of("event.kind"))).isEqualTo("event");
        assertThat(event.text(Field.of("event.category"))).isEqualTo("network");
        assertThat(event.text(Field.of("vedette.parser.id"))).isEqualTo("text");
        assertThat(event.text(Field.of("vedette.parser.version"))).isEqualTo("1.2.3");
        assertThat(event.get(Field.of("network.bytes"))).isEqualTo(11L);
        assertThat(event.timestamp()).isEqualTo(NOW);
        assertThat(event.logSources()).containsExactly(LogSource.of("netflow", null, null));
    }

    @Test
    void data_before_its_template_waits_and_keeps_its_order() {
        send("D1:1").send("D2:2").send("D1:3");
        assertThat(outcomes).isEmpty();
        assertThat(stage.held()).isEqualTo(3);
        send("T1");
        assertThat(ports()).containsExactly("1", "3");
        assertThat(stage.held()).isEqualTo(1);
        send("T2");
        assertThat(ports()).containsExactly("1", "3", "2");
    }

    @Test
    void a_datagram_that_waits_for_a_part_comes_once_and_whole() {
        send("T1").send("D1:1 D2:2");
        assertThat(ports()).isEmpty();
        send("T2");
        assertThat(ports()).containsExactly("1", "2");
        assertThat(outcomes).hasSize(3);
    }

    @Test
    void a_template_behind_its_data_in_the_same_datagram_is_enough() {
        send("D1:1 T1");
        assertThat(ports()).containsExactly("1");
        assertThat(stage.held()).isZero();
    }

    @Test
    void templates_belong_to_their_exporter_and_client() {
        send("T1");
        stage.accept(datagram("D1:1", "192.0.2.2", NOW), outcomes::add);
        assertThat(stage.held()).isEqualTo(1);
    }

    @Test
    void a_datagram_whose_template_never_comes_is_abandoned_or_broken_with_what_could_be_read() {
        send("T1").send("D1:1 D2:2").send("D2:3");
        stage.tick(NOW.plusSeconds(60), outcomes::add);
        assertThat(stage.held()).isEqualTo(2);
        stage.tick(NOW.plusSeconds(61), outcomes::add);
        assertThat(stage.held()).isZero();
        FlowOutcome.Broken broken = (FlowOutcome.Broken) outcomes.get(1);
        assertThat(broken.reason()).isEqualTo("template 2 of domain 0 never came");
        assertThat(broken.events()).hasSize(2);
        assertThat(broken.events().get(0).get(PORT)).isEqualTo(1L);
        assertThat(broken.events().get(1).text(Field.of("event.kind"))).isEqualTo("pipeline_error");
        assertThat(broken.events().get(1).text(Field.of("error.message"))).isEqualTo(broken.reason());
        assertThat(outcomes.get(2)).isInstanceOf(FlowOutcome.Abandoned.class);
        assertThat(outcomes.get(2).datagram().position()).isEqualTo(2);
    }

    @Test
    void more_than_may_wait_lets_the_oldest_go() {
        send("D1:1").send("D1:2").send("D1:3").send("D1:4");
        assertThat(outcomes).hasSize(1).first().isInstanceOf(FlowOutcome.Abandoned.class);
        assertThat(outcomes.get(0).datagram().position()).isZero();
        stage.flush(outcomes::add);
        assertThat(outcomes).hasSize(4);
    }

    @Test
    void a_broken_datagram_keeps_what_was_decoded_and_never_waits() {
        send("T1").send("D1:1 D2:2 bad");
        FlowOutcome.Broken broken = (FlowOutcome.Broken) outcomes.get(1);
        assertThat(broken.events()).hasSize(2);
        assertThat(broken.reason()).isEqualTo("a bad rest");
        assertThat(stage.held()).isZero();
    }

    @Test
    void a_decoder_that_throws_costs_one_datagram() {
        send("T1").send("D1:1 boom").send("D1:2");
        FlowOutcome.Broken broken = (FlowOutcome.Broken) outcomes.get(1);
        assertThat(broken.events()).hasSize(1);
        assertThat(broken.reason()).contains("test.flows").contains("on purpose");
        assertThat(outcomes.get(2)).isInstanceOf(FlowOutcome.Understood.class);
    }

    @Test
    void what_no_decoder_knows_is_kept_as_unparsed() {
        send("alien");
        decoders = List.of();
        send("D1:1");
        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(FlowOutcome.Unparsed.class));
        assertThat(outcomes.get(0).events().get(0).text(Field.of("tags"))).isEqualTo("unparsed");
        assertThat(((FlowOutcome.Unparsed) outcomes.get(1)).reason()).contains("no pack decodes flows");
    }

    @Test
    void sequence_gaps_are_counted_for_each_exporter_and_domain() {
        send("S10").send("S11").send("S15").send("S14").send("S16");
        stage.accept(datagram("S7", "192.0.2.2", NOW), outcomes::add);
        assertThat(exporters.statistics())
                .containsExactlyInAnyOrder(
                        new ExporterStatistics("default", "192.0.2.1", 0, 5, 2, 0),
                        new ExporterStatistics("default", "192.0.2.2", 0, 1, 0, 0));
        send("S0").send("S1");
        assertThat(exporters.statistics().get(1).restarts()).isEqualTo(1);
    }

    @Test
    void a_sequence_that_wraps_is_no_gap() {
        SequenceTrack track = new SequenceTrack();
        track.saw(0xFFFF_FFFEL, 1);
        track.saw(0xFFFF_FFFFL, 3);
        track.saw(2, 1);
        ExporterStatistics row = track.snapshot(new ExporterKey("c", "e"), 0);
        assertThat(row.lost()).isZero();
        assertThat(row.restarts()).isZero();
    }

    @Test
    void flow_receivers_and_flow_files_are_claimed_and_text_is_not() {
        Origin file = Origin.of("default", "file").path("x.dat").build();
        Origin other = Origin.of("default", "syslog-udp").build();
        assertThat(stage.claims(datagram("anything", "192.0.2.1", NOW).record()))
                .isTrue();
        assertThat(stage.claims(new RawRecord(new byte[] {0, 9, 0, 1}, NOW, file)))
                .isTrue();
        assertThat(stage.claims(new RawRecord("T1 text".getBytes(StandardCharsets.US_ASCII), NOW, file)))
                .isFalse();
        assertThat(stage.claims(new RawRecord(new byte[] {0, 9, 0, 1}, NOW, other)))
                .isFalse();
    }

    @Test
    void templates_outlive_a_restart(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("flow-templates");
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        send("T1 T2");
        exporters.save(file, clock);
        exporters.save(file, clock);
        Exporters later = new Exporters(settings);
        later.load(file, clock);
        new FlowStage(() -> decoders, guard, settings, later)
                .accept(datagram("D1:1 D2:2", "192.0.2.1", NOW), outcomes::add);
        assertThat(ports()).containsExactly("1", "2");

        Exporters stale = new Exporters(settings);
        stale.load(file, Clock.offset(clock, Duration.ofDays(2)));
        assertThat(stale.of(new ExporterKey("default", "192.0.2.1")).get(0, 1)).isNull();
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < bytes.length; i++) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= 0x55;
            Files.write(file, damaged);
            Exporters from = new Exporters(settings);
            from.load(file, clock);
            assertThat(from.of(new ExporterKey("default", "192.0.2.1")).get(0, 1))
                    .isNull();
        }
        Files.write(file, new byte[0]);
        new Exporters(settings).load(file, clock);
        new Exporters(settings).load(folder.resolve("none"), clock);
    }

    @Test
    void what_an_exporter_may_keep_is_bounded() {
        for (int i = 0; i < 500; i++) {
            send("T" + i);
        }
        Exporter exporter = exporters.of(new ExporterKey("default", "192.0.2.1"));
        assertThat(exporter.get(0, 399)).isNull();
        assertThat(exporter.get(0, 400)).isNotNull();
        for (int i = 0; i < 200; i++) {
            exporters.of(new ExporterKey("default", "10.0.0." + i));
        }
        assertThat(exporters.of(new ExporterKey("default", "192.0.2.1")).get(0, 499))
                .isNull();
    }
}
