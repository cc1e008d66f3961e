package dev.vedette.api.parse;

import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.RawRecord;
import java.util.List;
import org.pf4j.ExtensionPoint;

/**
 * Reads one log format. Extension point, stable; lifecycle as in {@link dev.vedette.api}.
 *
 * <p><b>Threading:</b> called from several pipeline workers at once; keep no state per record.
 * <b>Budget:</b> 20 ms a call (counted beyond), 250 ms at most (then abandoned, the record dead-lettered, the pack's
 * failure counted). <b>Determinism:</b> the same record and context give the same event, so that a replay equals what
 * happened live: take the time from the context, never from the system clock.
 * <b>Errors:</b> report a broken record as {@link ParseResult#malformed}; an exception counts as the parser's fault, the
 * event is kept as {@code pipeline_error} and the next parser is not asked.
 *
 * <p>Example: {@code dev.vedette.api.examples.KeyValueParser} in the tests of this module.
 */
public interface LogParser extends ExtensionPoint {
    /** Unique over all packs, for example {@code acme.firewall}; shown as {@code vedette.parser.id} and in every count. */
    String id();

    /**
     * Literal texts of which a record must hold at least one to be offered to this parser. The host looks for the
     * literals of all parsers in one pass, so a parser with good ones costs nothing on other records. Empty means that
     * every record that nobody else claimed is offered. Asked once; letters count as they are written.
     */
    default List<String> literals() {
        return List.of();
    }

    /** Who is asked first where several literals hit: higher first, 0 to 100; 50 is usual. */
    default int priority() {
        return 50;
    }

    /** How lines or records that belong together are joined before {@link #parse}. */
    default Assembly assembly() {
        return Assembly.none();
    }

    /**
     * Reads one record.
     *
     * @param record the record, or the joined record where {@link #assembly()} declares one
     * @param draft empty; fill it with ECS fields, the vendor's own fields and the log sources
     * @param context clock, zone and what the host already knows of the record
     * @return what became of it; {@link ParseResult#parsed()} with an empty draft keeps the record with its text only
     */
    ParseResult parse(RawRecord record, EventDraft draft, ParseContext context);
}
