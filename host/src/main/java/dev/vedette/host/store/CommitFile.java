package dev.vedette.host.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last round of commits that every slice took part in, and the journal position it stands for: two numbers in a
 * file that is replaced as a whole. If it is lost, replay begins at 0, which is slow and right.
 */
record CommitFile(long round, long position) {
    private static final Logger LOG = LoggerFactory.getLogger(CommitFile.class);
    private static final String NAME = "committed";

    static CommitFile read(Path folder) throws IOException {
        Path path = folder.resolve(NAME);
        if (!Files.exists(path)) {
            return new CommitFile(0, 0);
        }
        String text = Files.readString(path, StandardCharsets.US_ASCII).strip();
        int space = text.indexOf(' ');
        try {
            return new CommitFile(
                    Long.parseLong(text.substring(0, Math.max(space, 0))), Long.parseLong(text.substring(space + 1)));
        } catch (NumberFormatException e) {
            LOG.error("{} is unreadable: the whole journal will be indexed again, which only costs time", path);
            return new CommitFile(0, 0);
        }
    }

    void write(Path folder) throws IOException {
        DurableFile.write(folder, NAME, round + " " + position + "\n");
    }
}
