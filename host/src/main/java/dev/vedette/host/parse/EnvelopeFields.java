package dev.vedette.host.parse;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import dev.vedette.api.parse.ParseContext;
import dev.vedette.api.parse.SyslogMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a syslog header says, as ECS fields: for records that no parser read and, with their choice of fields, for
 * parsers written as data. Fields that are set already stay.
 */
public final class EnvelopeFields {
    private static final Field MESSAGE = Field.of("message");
    private static final Field HOSTNAME = Field.of("host.hostname");
    private static final Field PROGRAM = Field.of("process.name");
    private static final Field PID = Field.of("process.pid");
    private static final Field SYSLOG_HOST = Field.of("log.syslog.hostname");
    private static final Field SYSLOG_APP = Field.of("log.syslog.appname");
    private static final Field SYSLOG_PROCID = Field.of("log.syslog.procid");
    private static final Field SYSLOG_MSGID = Field.of("log.syslog.msgid");
    private static final Field PRIORITY = Field.of("log.syslog.priority");
    private static final Field FACILITY = Field.of("log.syslog.facility.code");
    private static final Field FACILITY_NAME = Field.of("log.syslog.facility.name");
    private static final Field SEVERITY = Field.of("log.syslog.severity.code");
    private static final Field SEVERITY_NAME = Field.of("log.syslog.severity.name");

    private static final List<String> FACILITIES = List.of(
            "kern",
            "user",
            "mail",
            "daemon",
            "auth",
            "syslog",
            "lpr",
            "news",
            "uucp",
            "cron",
            "authpriv",
            "ftp",
            "ntp",
            "security",
            "console",
            "solaris-cron",
            "local0",
            "local1",
            "local2",
            "local3",
            "local4",
            "local5",
            "local6",
            "local7");
    private static final List<String> SEVERITIES =
            List.of("Emergency", "Alert", "Critical", "Error", "Warning", "Notice", "Informational", "Debug");

    private EnvelopeFields() {}

    /** Time, host, program and message of the header, or the whole text as message when there is none. */
    static void set(EventDraft draft, ParseContext context) {
        SyslogMessage header = context.syslog();
        if (header == null) {
            message(draft, draft.raw().text());
            return;
        }
        set(draft, header, HOSTNAME, PROGRAM);
        message(draft, header.message());
    }

    /**
     * Time, host, program and {@code log.syslog.*} of the header.
     *
     * @param host where the host name goes besides {@code log.syslog.hostname}, or null
     * @param program where the program's name goes besides {@code log.syslog.appname}, or null
     */
    public static void set(EventDraft draft, SyslogMessage header, @Nullable Field host, @Nullable Field program) {
        if (header.timestamp() != null && !draft.has(Event.TIMESTAMP)) {
            draft.timestamp(header.timestamp());
        }
        text(draft, SYSLOG_HOST, header.hostname());
        text(draft, SYSLOG_APP, header.appName());
        text(draft, SYSLOG_PROCID, header.processId());
        text(draft, SYSLOG_MSGID, header.messageId());
        if (host != null) {
            text(draft, host, header.hostname());
        }
        if (program != null) {
            text(draft, program, header.appName());
            if (program == PROGRAM) {
                text(draft, PID, header.processId());
            }
        }
        int priority = header.priority();
        if (priority >= 0) {
            draft.set(PRIORITY, (long) priority);
            draft.set(FACILITY, (long) (priority >> 3));
            draft.set(FACILITY_NAME, FACILITIES.get(priority >> 3));
            draft.set(SEVERITY, (long) (priority & 7));
            draft.set(SEVERITY_NAME, SEVERITIES.get(priority & 7));
        }
    }

    private static void text(EventDraft draft, Field field, @Nullable String value) {
        if (value != null && !draft.has(field)) {
            draft.setText(field, value);
        }
    }

    private static void message(EventDraft draft, String text) {
        if (!text.isEmpty() && !draft.has(MESSAGE)) {
            draft.set(MESSAGE, cut(text, draft.maxText()));
        }
    }

    /** The beginning of a text that is longer than a value may be. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end);
    }
}
