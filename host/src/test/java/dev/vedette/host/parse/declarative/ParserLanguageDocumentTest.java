package dev.vedette.host.parse.declarative;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.parse.LogParser;
import dev.vedette.host.parse.Parsing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Everything that docs/parser-language.md shows compiles, and its parser passes its own vectors. */
class ParserLanguageDocumentTest {
    private static List<String> blocks() throws IOException {
        Path page = Path.of("docs/parser-language.md");
        String text = Files.readString(Files.exists(page) ? page : Path.of("..").resolve(page));
        List<String> blocks = new ArrayList<>();
        Matcher matcher = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(text);
        while (matcher.find()) {
            blocks.add(matcher.group(1));
        }
        return blocks;
    }

    @Test
    void the_first_example_passes_its_vectors() throws Exception {
        String parser = blocks().get(0);
        try (Parsing parsing = Parsing.of(parser)) {
            List<VectorResult> results = ParserVectors.run("firewall.yml", parser, parsing.registry(), parsing.guard());
            assertThat(results).hasSize(2).allMatch(VectorResult::passed);
        }
    }

    @Test
    void every_other_example_compiles_as_a_step_or_a_key_of_a_parser() throws Exception {
        int compiled = 0;
        for (String block : blocks().subList(1, blocks().size())) {
            for (String chunk : block.split("\n(?=\\S)")) {
                boolean ofParser = chunk.startsWith("assemble:");
                String action = chunk.startsWith("when:") ? chunk.stripTrailing() + "\ndrop: x" : chunk;
                String file = ofParser ? "parser: x\n" + chunk : "parser: x\nsteps:\n  - id: a\n" + action.indent(4);
                assertThat(DeclarativeParsers.compile("docs", file))
                        .as(chunk)
                        .extracting(LogParser::id)
                        .containsExactly("x");
                compiled++;
            }
        }
        assertThat(compiled).isGreaterThan(10);
    }

    @Test
    void every_action_is_on_the_page() throws Exception {
        String page = String.join("\n", blocks())
                + Files.readString(Path.of(
                        Files.exists(Path.of("docs/parser-language.md"))
                                ? "docs/parser-language.md"
                                : "../docs/parser-language.md"));
        List<String> names = new ArrayList<>(new TextActions(new Scope()).names());
        names.addAll(new ValueActions(new Scope()).names());
        assertThat(names).allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }
}
