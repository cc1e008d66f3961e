package dev.vedette.host.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

class HelpTest {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    @TestFactory
    Stream<DynamicTest> every_help_has_an_example_that_the_command_accepts() {
        return all(VedetteCommand.line())
                .map(command -> DynamicTest.dynamicTest(
                        command.getCommandSpec().qualifiedName(), () -> accepts(examples(command))));
    }

    @TestFactory
    Stream<DynamicTest> every_option_and_parameter_says_what_it_is_for() {
        return all(VedetteCommand.line())
                .map(command -> DynamicTest.dynamicTest(
                        command.getCommandSpec().qualifiedName(),
                        () -> assertThat(command.getCommandSpec().args())
                                .allSatisfy(argument -> assertThat(argument.description())
                                        .as(argument.paramLabel())
                                        .isNotEmpty())));
    }

    private static void accepts(List<List<String>> examples) {
        assertThat(examples).isNotEmpty();
        for (List<String> words : examples) {
            assertThatCode(() -> VedetteCommand.line().parseArgs(words.toArray(String[]::new)))
                    .as(words.toString())
                    .doesNotThrowAnyException();
        }
    }

    /** The command lines of the help, up to a pipe, as the shell would hand them over. */
    private static List<List<String>> examples(CommandLine command) {
        List<List<String>> found = new ArrayList<>();
        for (String line : command.getUsageMessage().split("\\R")) {
            int start = line.startsWith("  vedette ") ? 2 : line.indexOf(": vedette ") + 2;
            if (start >= 2 && !line.startsWith("Usage")) {
                List<String> words = new ArrayList<>();
                Matcher matcher =
                        WORD.matcher(line.substring(start + "vedette ".length()).split(" \\| ")[0]);
                while (matcher.find()) {
                    words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
                }
                found.add(words);
            }
        }
        return found;
    }

    private static Stream<CommandLine> all(CommandLine command) {
        Set<CommandLine> below = new LinkedHashSet<>(command.getSubcommands().values());
        return Stream.concat(Stream.of(command), below.stream().flatMap(HelpTest::all));
    }
}
