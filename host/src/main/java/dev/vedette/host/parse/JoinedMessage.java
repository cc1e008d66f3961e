package dev.vedette.host.parse;

import dev.vedette.api.parse.SyslogMessage;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The header of the first part of a joined record over the messages of all parts. */
record JoinedMessage(SyslogMessage first, String message) implements SyslogMessage {
    @Override
    public int priority() {
        return first.priority();
    }

    @Override
    public @Nullable Instant timestamp() {
        return first.timestamp();
    }

    @Override
    public @Nullable String hostname() {
        return first.hostname();
    }

    @Override
    public @Nullable String appName() {
        return first.appName();
    }

    @Override
    public @Nullable String processId() {
        return first.processId();
    }

    @Override
    public @Nullable String messageId() {
        return first.messageId();
    }

    @Override
    public Map<String, Map<String, String>> structuredData() {
        return first.structuredData();
    }

    @Override
    public int messageOffset() {
        return first.messageOffset();
    }
}
