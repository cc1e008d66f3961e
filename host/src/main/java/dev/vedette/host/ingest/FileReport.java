package dev.vedette.host.ingest;

import java.util.List;

/**
 * What came of reading files.
 *
 * @param files read
 * @param records handed in
 * @param damages what could not be read, as {@code file: reason}; the first hundred
 */
public record FileReport(long files, long records, List<String> damages) {
    public FileReport {
        damages = List.copyOf(damages);
    }
}
