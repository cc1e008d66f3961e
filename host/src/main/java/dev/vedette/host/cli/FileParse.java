package dev.vedette.host.cli;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.api.read.RecordSink;
import dev.vedette.host.Workbench;
import dev.vedette.host.flow.Exporters;
import dev.vedette.host.flow.FlowOutcome;
import dev.vedette.host.flow.FlowSettings;
import dev.vedette.host.flow.FlowStage;
import dev.vedette.host.ingest.FileRecords;
import dev.vedette.host.ingest.LimitSettings;
import dev.vedette.host.journal.JournaledRecord;
import dev.vedette.host.parse.ParseOutcome;
import dev.vedette.host.parse.ParseSettings;
import dev.vedette.host.parse.ParseStage;
import dev.vedette.host.reference.Client;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes files through the parse stage of production, and gives what comes of their records in the order of the records,
 * although those that are joined come out late.
 */
final class FileParse {
    private static final Logger log = LoggerFactory.getLogger(FileParse.class);

    private final ParseStage parsing;
    private final FlowStage flows;
    private final FlowStage learner;
    private final @Nullable String parser;
    private final String exporter;
    private final SortedMap<String, Long> counts = new TreeMap<>();
    private List<Path> all = List.of(); // not looked ahead into yet

    // Of the file being read.
    private final TreeMap<Long, Parsed> waiting = new TreeMap<>();
    private long next = 1;

    /**
     * What a record, or several joined, became.
     *
     * @param sequence number of the (first) record in its file, from 1
     * @param events none where a parser left the record out on purpose
     * @param unparsed whether no parser claimed it
     */
    record Parsed(String path, long sequence, List<Event> events, boolean unparsed) {}

    FileParse(Workbench bench, @Nullable String parser, ZoneId zone, String exporter) {
        this.parsing = new ParseStage(
                () -> bench.content().pipeline().parsers(),
                bench.guard(),
                ParseSettings.defaults().withZone(origin -> zone));
        FlowSettings settings = FlowSettings.of(Set.of());
        Exporters exporters = new Exporters(settings);
        this.flows = new FlowStage(() -> bench.content().pipeline().decoders(), bench.guard(), settings, exporters);
        this.learner = new FlowStage(() -> bench.content().pipeline().decoders(), bench.guard(), settings, exporters);
        this.readers = new FileRecords(bench.content().readers(), LimitSettings.DEFAULT_MAX_RECORD_BYTES * 8);
        this.parser = parser;
        this.exporter = exporter;
    }

    private final FileRecords readers;

    /** Says which files belong to the call, so that datagrams find templates that come in a later file. */
    FileParse of(List<Path> files) {
        all = List.copyOf(files);
        return this;
    }

    /** How many records each parser took. */
    SortedMap<String, Long> counts() {
        return counts;
    }

    /**
     * Reads a file.
     *
     * @param damage told of parts that cannot be read
     */
    void read(Path file, Instant now, Consumer<Parsed> out, Consumer<String> damage) throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new CliException(file + " cannot be read; name a file that can");
        }
        String path = file.toString();
        Origin origin = Origin.of(Client.DEFAULT, "file")
                .path(path)
                .source(parser == null ? exporter : null)
                .parser(parser)
                .build();
        Origin named =
                Origin.of(Client.DEFAULT, "file").path(path).parser(parser).build();
        waiting.clear();
        next = 1;
        readers.read(file, new RecordSink() {
            private long sequence;

            @Override
            public void record(byte[] bytes) {
                RawRecord raw = new RawRecord(bytes, now, named);
                if (parser == null && flows.claims(raw)) {
                    JournaledRecord datagram = new JournaledRecord(++sequence, new RawRecord(bytes, now, origin));
                    flows.accept(datagram, outcome -> finished(path, outcome, out));
                } else {
                    parsing.accept(new JournaledRecord(++sequence, raw), outcome -> finished(path, outcome, out));
                }
            }

            @Override
            public void damaged(long offset, String reason) {
                damage.accept("at byte " + offset + ": " + reason);
            }
        });
        parsing.flush(outcome -> finished(path, outcome, out));
        if (flows.held() > 0) {
            learnTemplates();
        }
        flows.flush(outcome -> finished(path, outcome, out));
    }

    /** Reads all files of the call for their templates only; a file that cannot be read is reported at its turn. */
    private void learnTemplates() {
        List<Path> ahead = all;
        all = List.of();
        for (Path file : ahead) {
            Origin origin = Origin.of(Client.DEFAULT, "file")
                    .path(file.toString())
                    .source(exporter)
                    .build();
            try {
                readers.read(file, new RecordSink() {
                    @Override
                    public void record(byte[] bytes) {
                        RawRecord raw = new RawRecord(bytes, Instant.EPOCH, origin);
                        if (learner.claims(raw)) {
                            learner.accept(new JournaledRecord(0, raw), outcome -> {});
                        }
                    }

                    @Override
                    public void damaged(long offset, String reason) {}
                });
            } catch (IOException e) {
                log.debug("{} gives no templates: {}", file, e.toString());
            }
        }
        learner.forgetHeld();
    }

    private void finished(String path, ParseOutcome outcome, Consumer<Parsed> out) {
        String name = switch (outcome) {
            case ParseOutcome.Understood understood -> understood.parser().id();
            case ParseOutcome.Broken broken -> broken.parser().id() + " (broken)";
            case ParseOutcome.Filtered filtered -> filtered.parser().id() + " (left out)";
            case ParseOutcome.Unparsed unparsed -> "(unparsed)";
        };
        counts.merge(name, (long) outcome.parts().size(), Long::sum);
        finished(path, outcome.parts(), outcome.events(), outcome instanceof ParseOutcome.Unparsed, out);
    }

    private void finished(String path, FlowOutcome outcome, Consumer<Parsed> out) {
        String name = switch (outcome) {
            case FlowOutcome.Understood understood -> understood.decoder().id();
            case FlowOutcome.Filtered filtered -> filtered.decoder().id() + " (no flows)";
            case FlowOutcome.Unparsed unparsed -> "(unparsed)";
            case FlowOutcome.Broken broken -> broken.decoder().id() + " (broken)";
            case FlowOutcome.Abandoned abandoned -> abandoned.decoder().id() + " (" + abandoned.reason() + ")";
        };
        counts.merge(name, 1L, Long::sum);
        finished(path, List.of(outcome.datagram()), outcome.events(), outcome instanceof FlowOutcome.Unparsed, out);
    }

    /** Gives out, in order, whatever no earlier record holds up. */
    private void finished(
            String path, List<JournaledRecord> parts, List<Event> events, boolean unparsed, Consumer<Parsed> out) {
        long first = parts.getFirst().position();
        for (JournaledRecord part : parts) {
            waiting.put(
                    part.position(), new Parsed(path, first, part.position() == first ? events : List.of(), unparsed));
        }
        while (!waiting.isEmpty() && waiting.firstKey() == next) {
            Parsed parsed = waiting.remove(next);
            if (parsed != null && parsed.sequence() == next) { // not a later part of a joined record
                out.accept(parsed);
            }
            next++;
        }
    }
}
