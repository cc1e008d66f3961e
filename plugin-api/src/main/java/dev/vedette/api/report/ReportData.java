package dev.vedette.api.report;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One report's content: a heading and tables. Immutable. A reporter renders every table it is given, those that it does
 * not know in a plain way, so that a newer host's tables are not lost.
 */
public interface ReportData {
    /** Which report, for example {@code offenses}. */
    String name();

    /** Its heading. */
    String title();

    /** The client's name. */
    String client();

    /** Begin of the time that it covers. */
    Instant from();

    /** End of that time, exclusive. */
    Instant to();

    /** When it was made. */
    Instant generatedAt();

    /** The tables, in reading order. */
    List<ReportTable> tables();

    /** The table of this id, or null. */
    default @Nullable ReportTable table(String id) {
        for (ReportTable table : tables()) {
            if (table.id().equals(id)) {
                return table;
            }
        }
        return null;
    }
}
