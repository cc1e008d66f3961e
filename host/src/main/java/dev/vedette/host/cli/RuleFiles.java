package dev.vedette.host.cli;

import dev.vedette.api.detect.RuleSource;
import dev.vedette.host.detect.FieldResolution;
import dev.vedette.host.detect.RuleSet;
import dev.vedette.host.detect.RuleText;
import dev.vedette.host.pack.PackId;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Rules from files and folders, without a pack around them. */
final class RuleFiles {
    private static final PackId NO_PACK = new PackId("files", "0");

    private RuleFiles() {}

    static RuleSet compile(List<Path> paths) throws IOException {
        List<RuleText> texts = new ArrayList<>();
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new CliException(path + " does not exist; name rule files or folders of them");
            }
            try (Stream<Path> files = Files.walk(path)) {
                for (Path file : files.filter(RuleFiles::isRule).sorted().toList()) {
                    texts.add(new RuleText(NO_PACK, RuleSource.sigma(file.toString(), text(file))));
                }
            }
        }
        if (texts.isEmpty()) {
            throw new CliException("no .yml or .yaml file is in " + paths);
        }
        return RuleSet.compile(texts, FieldResolution.standard());
    }

    private static boolean isRule(Path file) {
        String name = file.toString();
        return Files.isRegularFile(file) && (name.endsWith(".yml") || name.endsWith(".yaml"));
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (MalformedInputException e) {
            throw new CliException(file + " is no UTF-8 text; save it as UTF-8");
        }
    }
}
