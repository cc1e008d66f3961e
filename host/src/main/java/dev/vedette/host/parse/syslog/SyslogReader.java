package dev.vedette.host.parse.syslog;

import dev.vedette.api.parse.SyslogMessage;
import dev.vedette.host.parse.time.CivilTime;
import dev.vedette.host.parse.time.StampReader;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Reads the header of one message. */
public final class SyslogReader {
    private static final int MAX_HOST = 255;
    private static final int MAX_TAG = 128;
    private static final int MAX_PRIORITY = 191;

    private final String text;
    private final int end;
    private final ZoneId zone;
    private final Instant now;
    private final StampReader stamp = new StampReader();

    private int at;
    private int priority = -1;
    private @Nullable Instant timestamp;
    private @Nullable String host;
    private @Nullable String app;
    private @Nullable String processId;
    private @Nullable String messageId;
    private int dataFrom = -1;

    private SyslogReader(String text, Instant now, ZoneId zone) {
        this.text = text;
        this.now = now;
        this.zone = zone;
        int last = text.length();
        while (last > 0
                && (text.charAt(last - 1) == '\n' || text.charAt(last - 1) == '\r' || text.charAt(last - 1) == 0)) {
            last--;
        }
        this.end = last;
    }

    /**
     * Reads the header.
     *
     * @param now completes a time stamp without a year
     * @param zone of a time stamp that names none
     * @return null when the text has no syslog header
     */
    public static @Nullable SyslogMessage read(String text, Instant now, ZoneId zone) {
        SyslogReader reader = new SyslogReader(text, now, zone);
        return reader.header() ? reader.message() : null;
    }

    private SyslogMessage message() {
        return new SyslogHeader(
                text, priority, timestamp, host, app, processId, messageId, dataFrom, Math.min(at, end), end);
    }

    private boolean header() {
        if (priority()) {
            if (!rfc5424()) {
                rfc3164();
            }
            return true;
        }
        if (at < end && (CivilTime.month(text, at) > 0 || isDigit(at))) {
            return bareLine();
        }
        return false;
    }

    private boolean priority() {
        if (end < 3 || text.charAt(0) != '<') {
            return false;
        }
        int value = 0;
        int i = 1;
        while (i < end && i < 5 && isDigit(i)) {
            value = value * 10 + text.charAt(i++) - '0';
        }
        if (i == 1 || i >= end || text.charAt(i) != '>') {
            return false;
        }
        priority = value <= MAX_PRIORITY ? value : -1;
        at = i + 1;
        return true;
    }

    private boolean rfc5424() {
        int i = at;
        while (i < end && i - at < 2 && isDigit(i)) {
            i++;
        }
        if (i == at || i >= end || text.charAt(i) != ' ') {
            return false;
        }
        i++;
        int after;
        if (i + 1 < end && text.charAt(i) == '-' && text.charAt(i + 1) == ' ') {
            after = i + 1;
        } else {
            after = stamp.iso(text, i);
            if (after >= 0) {
                timestamp = stamp.time().instant(zone, now);
            } else {
                return epochStamp(i);
            }
        }
        if (after < end && text.charAt(after) != ' ') {
            timestamp = null;
            return false;
        }
        at = after;
        host = nilOrToken();
        app = nilOrToken();
        processId = nilOrToken();
        splitTag();
        messageId = nilOrToken();
        skip(' ', 1);
        if (at < end && text.charAt(at) == '[') {
            int dataEnd = StructuredData.end(text, at);
            if (dataEnd > 0 && (dataEnd >= end || text.charAt(dataEnd) == ' ')) {
                dataFrom = at;
                at = dataEnd;
            }
        } else if (at < end && text.charAt(at) == '-' && (at + 1 == end || text.charAt(at + 1) == ' ')) {
            at++;
        }
        skip(' ', 1);
        skip((char) 0xFEFF, 1); // a byte-order mark says that the message is UTF-8
        return true;
    }

    /** {@code logger -t 'prog[pid]'} puts a tag of RFC 3164 where RFC 5424 has two fields. */
    private void splitTag() {
        String name = app;
        if (name != null && processId == null && name.endsWith("]") && name.indexOf('[') > 0) {
            int open = name.indexOf('[');
            app = name.substring(0, open);
            processId = name.substring(open + 1, name.length() - 1);
        }
    }

    /** Meraki and others: a version, seconds since 1970, a host, and then the message. */
    private boolean epochStamp(int from) {
        int after = stamp.epoch(text, from);
        if (after < 0 || after >= end || text.charAt(after) != ' ') {
            return false;
        }
        timestamp = Instant.ofEpochSecond(stamp.epochSeconds(), stamp.time().nano);
        at = after;
        host = nilOrToken();
        skip(' ', Integer.MAX_VALUE);
        return true;
    }

    private @Nullable String nilOrToken() {
        skip(' ', 1);
        int from = at;
        while (at < end && text.charAt(at) != ' ') {
            at++;
        }
        return at == from || (at == from + 1 && text.charAt(from) == '-') ? null : text.substring(from, at);
    }

    private void rfc3164() {
        int start = at;
        skip(' ', 4);
        // Cisco: a sequence number, a name, both or neither, each with a colon, may stand before the time stamp.
        @Nullable String before = null;
        for (int words = 0; words < 4; words++) {
            int mark = at;
            if (stamp(true)) {
                afterStamp();
                if (host == null) {
                    host = before;
                }
                return;
            }
            at = mark;
            int colon = at;
            while (colon < end && colon - at < MAX_HOST && text.charAt(colon) != ' ' && text.charAt(colon) != ':') {
                colon++;
            }
            if (colon >= end || text.charAt(colon) != ':') {
                break;
            }
            if (colon > at && !isNumber(at, colon)) {
                before = text.substring(at, colon);
            }
            at = colon + 1;
            skip(' ', 4);
        }
        at = start;
        skip(' ', 4);
        tag();
    }

    /** A line as it stands in a file that syslog wrote: no priority. */
    private boolean bareLine() {
        boolean word = !isDigit(at);
        int mark = at;
        if (!stamp(false) || at >= end || (text.charAt(at) != ' ' && !(word && text.charAt(at) == ':'))) {
            at = mark;
            timestamp = null;
            return false;
        }
        boolean iso = !word && text.charAt(mark + 4) != ' ';
        afterStamp();
        if (iso && (app == null || host == null)) { // any log may begin with an ISO time stamp
            at = mark;
            return false;
        }
        return true;
    }

    private boolean stamp(boolean decorated) {
        if (decorated) {
            skip(':', 1);
            skip(' ', 2);
            if (at < end && (text.charAt(at) == '*' || text.charAt(at) == '.')) {
                at++;
            }
        }
        if (at >= end) {
            return false;
        }
        int after = stamp.bsd(text, at);
        if (after < 0 && isDigit(at)) {
            after = stamp.iso(text, at);
        }
        if (after < 0) {
            return false;
        }
        at = after;
        zoneName();
        timestamp = stamp.time().instant(zone, now);
        return true;
    }

    /** A zone in letters counts only where a colon follows it, as Cisco writes it; else it would be the host. */
    private void zoneName() {
        if (at + 2 < end && text.charAt(at) == ' ') {
            int i = at + 1;
            while (i < end && i - at <= 5 && Character.isUpperCase(text.charAt(i))) {
                i++;
            }
            if (i - at >= 3 && i < end && text.charAt(i) == ':') {
                int offset = CivilTime.fixedZone(text.substring(at + 1, i));
                if (offset != CivilTime.NO_OFFSET) {
                    stamp.time().offsetSeconds = offset;
                }
                at = i;
            }
        }
    }

    private void afterStamp() {
        if (at < end && text.charAt(at) == ':') { // "Oct 20 2026 15:42:53: %ASA-..."
            at++;
            skip(' ', Integer.MAX_VALUE);
            return;
        }
        skip(' ', Integer.MAX_VALUE);
        hostName();
        tag();
    }

    private void hostName() {
        if (startsWith("last message repeated ") || startsWith("message repeated ") || startsWith("-- MARK --")) {
            return;
        }
        int i = at;
        while (i < end && i - at <= MAX_HOST && isHostCharacter(text.charAt(i))) {
            i++;
        }
        if (i == at || i - at > MAX_HOST || (i < end && text.charAt(i) != ' ')) {
            return; // "prog[12]:", "%ASA-...", "key=value", "{...": no host here
        }
        if (text.charAt(i - 1) == ':') {
            boolean messageCode = i + 1 < end && text.charAt(i + 1) == '%'; // "fw1: %ASA-..."
            if (!messageCode) {
                return; // "prog: message" without a host
            }
            host = text.substring(at, i - 1);
        } else {
            host = text.substring(at, i);
        }
        at = i;
        skip(' ', Integer.MAX_VALUE);
        if (at + 1 < end && text.charAt(at) == ':' && text.charAt(at + 1) == ' ') { // "fw1 : %ASA-..."
            at += 2;
            skip(' ', Integer.MAX_VALUE);
        }
    }

    /** {@code prog[pid]: }, {@code prog: }, {@code prog[pid] } or nothing. */
    private void tag() {
        int i = at;
        while (i < end && i - at < MAX_TAG && isTagCharacter(text.charAt(i))) {
            i++;
        }
        if (i == at || i >= end || i - at >= MAX_TAG || text.charAt(at) == '%') {
            return;
        }
        int nameEnd = i;
        if (text.charAt(i) == '[') {
            int close = text.indexOf(']', i);
            int space = text.indexOf(' ', i);
            if (close < 0 || close >= end || close - i > 64 || close == i + 1 || (space >= 0 && space < close)) {
                return;
            }
            processId = text.substring(i + 1, close);
            i = close + 1;
            if (i < end && text.charAt(i) == ':') {
                i++;
            } else if (i < end && text.charAt(i) != ' ') {
                processId = null;
                return;
            }
        } else if (text.charAt(i) == ':' && (i + 1 == end || text.charAt(i + 1) == ' ' || text.charAt(i + 1) == '\t')) {
            i++;
        } else {
            return;
        }
        app = text.substring(at, nameEnd);
        at = i;
        skip(' ', 1);
    }

    private static boolean isHostCharacter(char c) {
        return isWord(c) || c == '.' || c == '-' || c == ':' || c == '/' || c == '@';
    }

    private static boolean isTagCharacter(char c) {
        return isWord(c) || c == '.' || c == '-' || c == '/' || c == '(' || c == ')' || c == '@' || c == '#'
                || c == '+';
    }

    private static boolean isWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c > 127;
    }

    private boolean isDigit(int index) {
        return text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    private boolean isNumber(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isDigit(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean startsWith(String words) {
        return text.startsWith(words, at);
    }

    private void skip(char c, int most) {
        int from = at;
        while (at < end && at - from < most && text.charAt(at) == c) {
            at++;
        }
    }
}
