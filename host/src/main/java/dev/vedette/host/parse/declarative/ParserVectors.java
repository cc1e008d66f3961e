package dev.vedette.host.parse.declarative;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.journal.JournaledRecord;
import dev.vedette.host.pack.PackGuard;
import dev.vedette.host.parse.ParseOutcome;
import dev.vedette.host.parse.ParseSettings;
import dev.vedette.host.parse.ParseStage;
import dev.vedette.host.parse.ParserRegistry;
import dev.vedette.host.parse.TraceLines;
import dev.vedette.host.yaml.YamlException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Runs the samples inside a parser file through the same stage as production. */
public final class ParserVectors {
    private ParserVectors() {}

    /**
     * Runs them.
     *
     * @param path names the file in results and errors
     * @param registry all parsers that are installed together, those of the file among them
     * @throws ParserSyntaxException if the vectors cannot be read
     */
    public static List<VectorResult> run(String path, String text, ParserRegistry registry, PackGuard guard)
            throws ParserSyntaxException {
        List<VectorResult> results = new ArrayList<>();
        try {
            for (ParserVector vector : VectorReader.read(path, text)) {
                results.add(run(vector, registry, guard));
            }
        } catch (YamlException e) {
            throw new ParserSyntaxException(e);
        }
        return List.copyOf(results);
    }

    private static VectorResult run(ParserVector vector, ParserRegistry registry, PackGuard guard) {
        ParseStage stage =
                new ParseStage(() -> registry, guard, ParseSettings.defaults().withZone(origin -> vector.zone()));
        Origin origin = Origin.of("vectors", Objects.requireNonNullElse(vector.receiver(), "vector"))
                .path(vector.path())
                .sender(vector.sender())
                .build();
        TraceLines trace = new TraceLines();
        List<ParseOutcome> outcomes = new ArrayList<>();
        long position = 0;
        for (String raw : vector.raws()) {
            RawRecord record = new RawRecord(raw.getBytes(StandardCharsets.UTF_8), vector.at(), origin);
            stage.accept(new JournaledRecord(position++, record), trace, outcomes::add);
        }
        stage.flush(trace, outcomes::add);
        List<Event> events = new ArrayList<>();
        outcomes.forEach(outcome -> events.addAll(outcome.events()));
        return new VectorResult(
                vector.place(),
                vector.parser(),
                vector.name(),
                VectorDifferences.of(vector, outcomes, events, trace.lines()),
                events,
                vector.rulesMatch(),
                vector.rulesNot());
    }
}
