package dev.vedette.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.host.PackVectors;
import dev.vedette.host.Workbench;
import dev.vedette.host.pack.PackRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        mixinStandardHelpOptions = true,
        name = "pack",
        description = "Lists, installs, removes and tests packs.",
        footer = {
            "",
            "Examples:",
            "  vedette pack list",
            "  vedette pack install acme-firewall-1.0.0.jar",
            "  vedette pack test src/main/pack"
        })
final class PackCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Output output = new Output();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "say what to do: pack list, install, upgrade, rollback, remove, test or verify");
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "list",
            description = "Lists the packs of a host: state, version, what is in them, how they do.",
            footer = {"", "Example:", "  vedette pack list --data DIR"})
    int list(@Mixin DataOptions data, @Option(names = "--json", description = "One JSON object a line.") boolean json) {
        try (HostSession session = HostSession.open(data)) {
            print(session.client().get("/api/v1/packs"), json);
        }
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "install",
            aliases = "upgrade",
            description = "Installs a pack into a host, or upgrades it, while the host runs.",
            footer = {"", "Example:", "  vedette pack install --data DIR acme-vpn-pack-1.0.0.jar"})
    int install(
            @Mixin DataOptions data,
            @Option(names = "--json", description = "One JSON object a line.") boolean json,
            @Parameters(paramLabel = "ARCHIVE", description = "A .jar or .zip.") Path archive)
            throws IOException {
        if (!Files.isRegularFile(archive)) {
            throw new CliException(archive + " is no file; name the pack's .jar or .zip");
        }
        try (HostSession session = HostSession.openOrCreate(data)) {
            print(session.client().upload("/api/v1/packs", Files.readAllBytes(archive)), json);
        }
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "remove",
            description = "Removes a pack from a host.",
            footer = {"", "Example:", "  vedette pack remove --data DIR com.example.acme-vpn"})
    int remove(
            @Mixin DataOptions data,
            @Option(names = "--json", description = "One JSON object a line.") boolean json,
            @Parameters(paramLabel = "ID", description = "The pack's id; 'vedette pack list' names them.") String id) {
        try (HostSession session = HostSession.open(data)) {
            print(session.client().delete("/api/v1/packs/" + id), json);
        }
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "rollback",
            description = "Goes back to the version of a pack that was active before.",
            footer = {"", "Example:", "  vedette pack rollback --data DIR com.example.acme-vpn"})
    int rollback(
            @Mixin DataOptions data,
            @Option(names = "--json", description = "One JSON object a line.") boolean json,
            @Parameters(paramLabel = "ID", description = "The pack's id; 'vedette pack list' names them.") String id) {
        try (HostSession session = HostSession.open(data)) {
            print(session.client().post("/api/v1/packs/" + id + "/rollback", HostClient.JSON.createObjectNode()), json);
        }
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "test",
            description = "Runs the samples of a pack; exit code 1 when one fails.",
            footer = {
                "",
                "Examples:",
                "  vedette pack test src/main/pack",
                "  vedette pack test --only login acme-vpn-pack-1.0.0.jar"
            })
    int test(
            @Option(
                            names = "--only",
                            paramLabel = "NAME",
                            defaultValue = "",
                            description = "Only samples with this in their name.")
                    String only,
            @Option(names = "--json", description = "One JSON object a line.") boolean json,
            @Parameters(paramLabel = "PACK", description = "A folder with pack.yml, or an archive.") Path path) {
        try (Workbench bench = Workbench.openPack(path)) {
            int failed = 0;
            int run = 0;
            for (PackVectors.Result result : PackVectors.run(bench)) {
                if (!result.name().contains(only)) {
                    continue;
                }
                run++;
                failed += result.passed() ? 0 : 1;
                if (json) {
                    var node = HostClient.JSON
                            .createObjectNode()
                            .put("name", result.name())
                            .put("place", result.place())
                            .put("passed", result.passed());
                    result.problems().forEach(node.putArray("problems")::add);
                    output.json(node);
                } else {
                    output.line((result.passed() ? "ok    " : "FAIL  ") + result.name() + "  (" + result.place() + ")");
                    result.problems().forEach(problem -> output.line("      " + problem.replace("\n", "\n      ")));
                }
            }
            output.note(run + " samples, " + failed + " failed");
            output.flush();
            return failed == 0 ? 0 : 1;
        } catch (PackRefusedException e) {
            throw new CliException(path + ": " + e.getMessage());
        }
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "verify",
            description =
                    "Checks a pack as the host would before it activates it; exit code 1 when it would be refused.",
            footer = {"", "Example:", "  vedette pack verify acme-vpn-pack-1.0.0.jar"})
    int verify(@Parameters(paramLabel = "PACK", description = "A folder with pack.yml, or an archive.") Path path) {
        try (Workbench bench = Workbench.openPack(path)) {
            List<PackVectors.Result> failed = PackVectors.run(bench).stream()
                    .filter(result -> !result.passed())
                    .toList();
            failed.forEach(result -> output.line("vectors-failed: " + result.name() + " (" + result.place() + ")"));
            bench.content()
                    .packs()
                    .forEach(pack -> output.note(
                            pack.id() + ": " + (failed.isEmpty() ? "would be activated" : "would be refused")));
            return failed.isEmpty() ? 0 : 1;
        } catch (PackRefusedException e) {
            output.line(String.valueOf(e.getMessage()));
            return 1;
        } finally {
            output.flush();
        }
    }

    private void print(JsonNode answer, boolean json) {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode pack : answer.path("packs")) {
            if (json) {
                output.json(pack);
            } else {
                JsonNode counts = pack.path("counts");
                rows.add(List.of(
                        pack.path("id").asText(),
                        pack.path("version").asText(),
                        pack.path("state").asText(),
                        pack.path("parsers").asText(),
                        pack.path("rules").asText(),
                        counts.path("calls").asText(),
                        counts.path("faults").asText(),
                        counts.path("slow").asText(),
                        pack.path("reason").asText("")));
            }
        }
        if (!json) {
            output.table(
                    List.of("id", "version", "state", "parsers", "rules", "calls", "faults", "slow", "reason"), rows);
        }
        output.flush();
    }
}
