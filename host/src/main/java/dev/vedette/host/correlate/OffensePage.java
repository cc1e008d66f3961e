package dev.vedette.host.correlate;

import java.util.List;

/**
 * Part of a ranked list.
 *
 * @param offenses the first has rank {@code offset + 1}
 * @param total how many there are altogether
 */
public record OffensePage(List<Offense> offenses, int offset, long total) {
    public OffensePage {
        offenses = List.copyOf(offenses);
    }
}
