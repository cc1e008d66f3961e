package dev.vedette.api.examples;

import dev.vedette.api.simulate.ExecutedStep;
import dev.vedette.api.simulate.ExecutionLogImporter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.pf4j.Extension;

/** Reads lines of {@code start,stop,asset,technique,title,state} behind a header line. */
@Extension
public final class CsvExecutionLog implements ExecutionLogImporter {
    private static final String HEADER = "start,stop,asset,technique,title,state";

    @Override
    public String id() {
        return "example.csv";
    }

    @Override
    public boolean accepts(byte[] head, String name) {
        return new String(head, StandardCharsets.UTF_8).startsWith(HEADER);
    }

    @Override
    public List<ExecutedStep> read(InputStream in) throws IOException {
        List<String> lines =
                new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        List<ExecutedStep> steps = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(",", -1);
            try {
                steps.add(ExecutedStep.of(cells[3], cells[4], cells[2])
                        .time(Instant.parse(cells[0]), Instant.parse(cells[1]))
                        .execution(ExecutedStep.Execution.valueOf(cells[5]))
                        .build());
            } catch (DateTimeParseException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                throw new IOException("line " + (i + 1) + " is broken: " + e.getMessage(), e);
            }
        }
        return steps;
    }
}
