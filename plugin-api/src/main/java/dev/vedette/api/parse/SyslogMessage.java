package dev.vedette.api.parse;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A syslog message taken apart: RFC 5424 section 6, RFC 3164 section 4.1, and what devices send instead. Immutable. What
 * the sender left out (or, in RFC 5424, gave as {@code -}) is null.
 */
public interface SyslogMessage {
    /** The priority value, facility times 8 plus severity, 0 to 191; -1 when the message has none. */
    int priority();

    /** The time stamp; a missing year or zone is completed as {@link ParseContext} says. */
    @Nullable
    Instant timestamp();

    /** The host name or address in the header. */
    @Nullable
    String hostname();

    /** APP-NAME, or the tag of RFC 3164 without its process id. */
    @Nullable
    String appName();

    /** PROCID, or the number in brackets behind an RFC 3164 tag. */
    @Nullable
    String processId();

    /** MSGID; null in RFC 3164. */
    @Nullable
    String messageId();

    /** STRUCTURED-DATA: parameters by SD-ID and name, escapes resolved; empty in RFC 3164. */
    Map<String, Map<String, String>> structuredData();

    /** The message behind the header, without the tag. */
    String message();

    /** Where {@link #message()} begins in the record's text. */
    int messageOffset();
}
