package dev.vedette.host.cli;

import picocli.CommandLine.Command;

@Command(mixinStandardHelpOptions = true, name = "bench")
final class BenchCommand implements Runnable {
    @Override
    public void run() {}
}
