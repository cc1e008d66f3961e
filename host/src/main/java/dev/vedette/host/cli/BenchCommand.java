package dev.vedette.host.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        mixinStandardHelpOptions = true,
        name = "bench",
        description = "Measures this machine.",
        footer = {"", "Example:", "  vedette bench ingest --events 500000"},
        subcommands = {BenchIngestCommand.class, BenchSearchCommand.class, BenchCrashCommand.class})
final class BenchCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "say what to measure: bench ingest, bench search or bench crash");
    }
}
