package dev.vedette.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.host.ingest.FileRecords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        mixinStandardHelpOptions = true,
        name = "ingest",
        description = "Takes files in, with their own times and with detection on; ends with the ledger.",
        footer = {
            "",
            "Examples:",
            "  vedette ingest /var/log/auth.log access.log.gz",
            "  vedette ingest --server http://127.0.0.1:7514 --token-file t --client acme fw.log"
        })
final class IngestCommand implements Callable<Integer> {
    private static final int CHUNK_BYTES = 1 << 20;

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(names = "--server", paramLabel = "URL", description = "A host elsewhere, instead of --data.")
    private @Nullable URI server;

    @Option(names = "--token-file", paramLabel = "F", description = "File with the token for --server.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--ca",
            paramLabel = "F",
            description = "PEM file with the authority of the host's certificate, for --server https://...")
    private @Nullable Path ca;

    @Option(names = "--client", paramLabel = "ID", description = "Whose telemetry it is.")
    private @Nullable String client;

    @Option(names = "--parser", paramLabel = "ID", description = "The parser for all of it (default: recognised).")
    private @Nullable String parser;

    @Option(names = "--json", description = "The ledger as one JSON object.")
    private boolean json;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files: text lines, NDJSON, JSON; plain or .gz.")
    private List<Path> files = List.of();

    private final Output output = new Output();

    @Override
    public Integer call() throws IOException {
        for (Path file : files) {
            if (Files.isDirectory(file)) {
                throw new CliException(file + " is a folder; name the files in it, such as " + file + "/*.log");
            }
            if (!Files.isReadable(file)) {
                throw new CliException(file + " cannot be read; check the path and its permissions");
            }
        }
        if (server != null) {
            try (HostClient host = new HostClient(server, ca == null ? null : AuthorityFile.context(ca), token())) {
                ingest(host);
            }
        } else {
            try (HostSession session = HostSession.openOrCreate(data)) {
                ingest(session.client());
            }
        }
        output.flush();
        return 0;
    }

    private String token() throws IOException {
        if (tokenFile == null) {
            throw new CliException("--server needs --token-file");
        }
        return Files.readString(tokenFile).strip();
    }

    private void ingest(HostClient host) throws IOException {
        long total = 0;
        for (Path file : files) {
            total += Files.size(file);
        }
        long records = 0;
        try (ProgressBar progress = System.console() == null ? null : bar(total)) {
            for (Path file : files) {
                Sender sender = new Sender(host, file);
                new FileRecords(List.of(), CHUNK_BYTES).read(file, sender);
                sender.send();
                records += sender.records;
                if (progress != null) {
                    progress.stepBy(Files.size(file));
                }
            }
        }
        output.note(records + " records sent");
        JsonNode ledger = settled(host);
        if (json) {
            output.json(ledger);
        } else {
            for (String term :
                    List.of("received", "indexed", "filtered", "dead_lettered", "dropped", "pending", "residue")) {
                output.line(String.format(
                        Locale.ROOT, "%-14s %,d", term, ledger.path(term).asLong()));
            }
        }
    }

    private static ProgressBar bar(long total) {
        return new ProgressBarBuilder()
                .setTaskName("ingest")
                .setInitialMax(total)
                .setUnit(" MiB", 1 << 20)
                .build();
    }

    /** The ledger's totals once nothing is under way any more, or what they are after a while. */
    private static JsonNode settled(HostClient host) {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (true) {
            JsonNode totals = host.get("/api/v1/ledger").path("totals");
            if (totals.path("pending").asLong() == 0 || System.nanoTime() > deadline) {
                return totals;
            }
            Pause.millis(100);
        }
    }

    /** Gathers records into requests. */
    private final class Sender implements dev.vedette.api.read.RecordSink {
        private final HostClient host;
        private final Path file;
        private final ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        private long chunkRecords;
        private long records;

        Sender(HostClient host, Path file) {
            this.host = host;
            this.file = file;
        }

        @Override
        public void record(byte[] bytes) {
            for (byte b : bytes) {
                // A record travels as a line. JSON may hold line ends between tokens only, where a blank means the
                // same.
                chunk.write(b == '\n' || b == '\r' ? ' ' : b);
            }
            chunk.write('\n');
            chunkRecords++;
            if (chunk.size() >= CHUNK_BYTES) {
                send();
            }
        }

        @Override
        public void damaged(long offset, String reason) {
            output.note(file + ": at byte " + offset + ": " + reason);
        }

        void send() {
            if (chunkRecords == 0) {
                return;
            }
            String query = HostClient.query("client", client, "parser", parser, "source", file.toString());
            byte[] lines = chunk.toByteArray();
            while (true) {
                HttpResponse<byte[]> answer = host.ingest(query, lines);
                if (answer.statusCode() == 200) {
                    break;
                }
                int accepted = accepted(answer);
                if (answer.statusCode() != 429) {
                    throw new CliException("the host answered " + answer.statusCode() + " after " + (records + accepted)
                            + " records of " + file + ": "
                            + new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8));
                }
                lines = after(lines, accepted);
                Pause.millis(200);
            }
            records += chunkRecords;
            chunkRecords = 0;
            chunk.reset();
        }

        private static int accepted(HttpResponse<byte[]> answer) {
            try {
                return HostClient.JSON.readTree(answer.body()).path("accepted").asInt(0);
            } catch (IOException e) {
                return 0;
            }
        }

        private static byte[] after(byte[] lines, int count) {
            int from = 0;
            for (int left = count; left > 0 && from < lines.length; from++) {
                if (lines[from] == '\n') {
                    left--;
                }
            }
            return java.util.Arrays.copyOfRange(lines, from, lines.length);
        }
    }
}
