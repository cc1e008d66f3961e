package dev.vedette.host.parse;

import dev.vedette.api.event.RawRecord;
import dev.vedette.api.parse.ParseContext;
import dev.vedette.api.parse.SyslogMessage;
import dev.vedette.host.parse.syslog.SyslogReader;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What the host tells a parser about one record. Not thread-safe; one per record. */
public final class RecordContext implements ParseContext {
    private final RawRecord record;
    private final Instant now;
    private final ZoneId zone;
    private final @Nullable ParseTrace trace;
    private @Nullable SyslogMessage syslog;
    private boolean read;

    /**
     * A context.
     *
     * @param now what counts as now for a time stamp without a year
     * @param trace null where nobody asked to be told
     */
    public RecordContext(RawRecord record, Instant now, ZoneId zone, @Nullable ParseTrace trace) {
        this.record = record;
        this.now = now;
        this.zone = zone;
        this.trace = trace;
    }

    /** One for a record whose header is known already. */
    RecordContext(
            RawRecord record, Instant now, ZoneId zone, @Nullable ParseTrace trace, @Nullable SyslogMessage syslog) {
        this(record, now, zone, trace);
        this.syslog = syslog;
        this.read = true;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public ZoneId zone() {
        return zone;
    }

    @Override
    public @Nullable SyslogMessage syslog() {
        if (!read) {
            syslog = SyslogReader.read(record.text(), now, zone);
            read = true;
        }
        return syslog;
    }

    /** The record that this is about. */
    RawRecord record() {
        return record;
    }

    /** Who wants to be told what happens, or null. */
    public @Nullable ParseTrace trace() {
        return trace;
    }

    /** The record's text without its syslog header. */
    String message() {
        SyslogMessage header = syslog();
        return header == null ? record.text() : header.message();
    }
}
