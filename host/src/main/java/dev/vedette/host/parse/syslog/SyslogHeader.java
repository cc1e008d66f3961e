package dev.vedette.host.parse.syslog;

import dev.vedette.api.parse.SyslogMessage;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@link SyslogReader} found. The structured data are taken apart when they are asked for. */
record SyslogHeader(
        String text,
        int priority,
        @Nullable Instant timestamp,
        @Nullable String hostname,
        @Nullable String appName,
        @Nullable String processId,
        @Nullable String messageId,
        int dataFrom,
        int messageOffset,
        int messageEnd)
        implements SyslogMessage {
    @Override
    public Map<String, Map<String, String>> structuredData() {
        return dataFrom < 0 ? Map.of() : StructuredData.read(text, dataFrom);
    }

    @Override
    public String message() {
        return text.substring(messageOffset, messageEnd);
    }
}
