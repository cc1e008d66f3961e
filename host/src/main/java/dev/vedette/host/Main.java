package dev.vedette.host;

import dev.vedette.host.cli.VedetteCommand;

/** The program's entry point. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(VedetteCommand.run(args));
    }
}
