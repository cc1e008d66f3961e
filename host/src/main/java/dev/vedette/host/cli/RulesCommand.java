package dev.vedette.host.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.host.detect.BlindRule;
import dev.vedette.host.detect.Refusal;
import dev.vedette.host.detect.RuleSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        mixinStandardHelpOptions = true,
        name = "rules",
        description = "Checks detection rules.",
        footer = {"", "Example:", "  vedette rules check --strict my-rules/"})
final class RulesCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Output output = new Output();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say what to do: rules check PATH...");
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "check",
            description = "Compiles Sigma files or folders; a line for each refused rule.",
            footer = {
                "",
                "Examples:",
                "  vedette rules check --strict my-rules/",
                "  vedette rules check --json rule.yml"
            })
    int check(
            @Option(names = "--strict", description = "Exit code 1 when a rule is refused.") boolean strict,
            @Option(names = "--json", description = "As one JSON object.") boolean json,
            @Parameters(
                            paramLabel = "PATH",
                            arity = "1..*",
                            description = "Files, or folders with .yml and .yaml in them.")
                    List<Path> paths)
            throws IOException {
        RuleSet rules = RuleFiles.compile(paths);
        if (json) {
            output.json(report(rules));
        } else {
            rules.refused().forEach(refusal -> output.line(refusal.toString()));
            rules.blind()
                    .forEach(blind -> output.line("blind: " + blind.rule().path() + ": no value for "
                            + String.join(", ", blind.placeholders())));
            output.note(rules.rules().size() + " loaded, " + rules.refused().size() + " refused, "
                    + rules.blind().size() + " blind");
        }
        output.flush();
        return strict && !rules.refused().isEmpty() ? 1 : 0;
    }

    private static ObjectNode report(RuleSet rules) {
        ObjectNode node = HostClient.JSON.createObjectNode();
        node.put("loaded", rules.rules().size());
        ArrayNode refused = node.putArray("refused");
        for (Refusal refusal : rules.refused()) {
            refused.addObject()
                    .put("file", refusal.path())
                    .put("id", refusal.ruleId())
                    .put("line", refusal.line())
                    .put("column", refusal.column())
                    .put("reason", refusal.reason());
        }
        ArrayNode blind = node.putArray("blind");
        for (BlindRule rule : rules.blind()) {
            ObjectNode one = blind.addObject()
                    .put("file", rule.rule().path())
                    .put("id", rule.rule().id());
            rule.placeholders().forEach(one.putArray("placeholders")::add);
        }
        node.put("correlations", 0).put("filters", 0);
        return node;
    }
}
