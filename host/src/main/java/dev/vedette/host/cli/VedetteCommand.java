package dev.vedette.host.cli;

import dev.vedette.host.yaml.Nearest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line as a whole. */
@Command(
        name = "vedette",
        description = "An open-source SIEM in one process: events and flows in, rated offenses and reports out.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        subcommands = {
            ServeCommand.class,
            DemoCommand.class,
            ParseCommand.class,
            ExplainCommand.class,
            IngestCommand.class,
            SearchCommand.class,
            SearchesCommand.class,
            VerifyCommand.class,
            HoldCommand.class,
            RulesCommand.class,
            DetectCommand.class,
            SourcesCommand.class,
            DeadLettersCommand.class,
            ReindexCommand.class,
            OffensesCommand.class,
            ReportCommand.class,
            PackCommand.class,
            UserCommand.class,
            TokenCommand.class,
            AuditCommand.class,
            BackupCommand.class,
            BenchCommand.class
        },
        footer = {
            "",
            "Begin with: vedette demo",
            "More about a command: vedette search --help",
            "Exit codes: 0 done; 1 done, and the answer is no; 2 wrong use or bad input."
        })
public final class VedetteCommand implements Runnable {
    private static final int BAD_INPUT = 2;
    private static final int HELP_WIDTH = 120; // an example that is wrapped cannot be copied

    /** Runs a command and gives its exit code. */
    public static int run(String... args) {
        return line().execute(args);
    }

    static CommandLine line() {
        CommandLine line = new CommandLine(new VedetteCommand());
        line.setExecutionExceptionHandler(VedetteCommand::failed);
        line.setParameterExceptionHandler(VedetteCommand::misused);
        line.setAbbreviatedOptionsAllowed(false);
        line.setUsageHelpWidth(HELP_WIDTH);
        return line;
    }

    /** One line that says what is wrong and where it says what would be right, not a page of help. */
    private static int misused(CommandLine.ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        String known = "";
        if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().getFirst();
            List<String> names = word.startsWith("-")
                    ? List.copyOf(command.getCommandSpec().optionsMap().keySet())
                    : List.copyOf(command.getSubcommands().keySet());
            known = names.isEmpty() ? "" : Nearest.suggestion(word, names);
        }
        err.println("vedette: " + e.getMessage() + known + " (see '"
                + command.getCommandSpec().qualifiedName() + " --help')");
        err.flush();
        return BAD_INPUT;
    }

    static int failed(Exception e, CommandLine line, CommandLine.@Nullable ParseResult result) {
        PrintWriter err = line.getErr();
        if (e instanceof FileSystemException file) {
            err.println("vedette: " + file.getFile() + ": " + why(file));
        } else if (e instanceof CliException || e instanceof IOException) {
            err.println("vedette: " + e.getMessage());
        } else {
            err.println("vedette: this should not have happened: " + e + "; please report it with what is in the log");
            LoggerFactory.getLogger(VedetteCommand.class).error("{} failed", line.getCommandName(), e);
        }
        err.flush();
        return BAD_INPUT;
    }

    /** Their messages are the bare path. */
    private static String why(FileSystemException e) {
        return switch (e) {
            case NoSuchFileException missing -> "no such file or folder";
            case AccessDeniedException denied -> "permission denied";
            case FileAlreadyExistsException there -> "is a file already";
            default -> e.getReason() == null ? e.toString() : e.getReason();
        };
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
