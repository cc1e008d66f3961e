package dev.vedette.host.forward;

import dev.vedette.api.event.Event;
import dev.vedette.host.query.EventFilter;
import dev.vedette.host.query.QueryLanguage;
import dev.vedette.host.query.QuerySyntaxException;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One forward: of whom, what, and where to, which is exactly one of the targets.
 *
 * @param id names it in the log, in REST and on disk
 * @param client whose telemetry is sent; nobody else's ever is
 * @param filter in the query language; null passes everything
 * @param format raw records as they were received, or events as JSON
 * @param queueBytes what waits on disk while the target is away; what comes then is skipped
 */
public record ForwardSettings(
        String id,
        @Nullable String client,
        @Nullable String filter,
        @Nullable Format format,
        long queueBytes,
        @Nullable SyslogSettings syslog,
        @Nullable PostSettings http,
        @Nullable FileSettings file) {
    private static final long DEFAULT_QUEUE = 4L << 30;

    /** What is sent. */
    public enum Format {
        RAW,
        JSON
    }

    public ForwardSettings {
        client = client == null ? "default" : client;
        format = format == null ? Format.RAW : format;
        queueBytes = queueBytes == 0 ? DEFAULT_QUEUE : queueBytes;
        check(
                id.matches("[a-z0-9][a-z0-9_-]{0,62}"),
                "the id '" + id + "' of a forward names a folder: lower-case"
                        + " letters, digits, - and _ (at most 63)");
        check(queueBytes >= 1 << 20, "forward '" + id + "' has queue-bytes below 1 MiB");
        check(
                Stream.of(syslog, http, file).filter(Objects::nonNull).count() == 1,
                "forward '" + id + "' needs exactly one of the targets: syslog, http, file");
        parse(id, filter);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static Predicate<Event> parse(String id, @Nullable String filter) {
        if (filter == null) {
            return event -> true;
        }
        try {
            return EventFilter.of(QueryLanguage.parse(filter));
        } catch (QuerySyntaxException | IllegalArgumentException e) {
            throw new IllegalArgumentException("forward '" + id + "', filter: " + e.getMessage(), e);
        }
    }

    Predicate<Event> passes() {
        return parse(id, filter);
    }

    Target target() throws IOException {
        if (syslog != null) {
            return syslog.target();
        }
        return http != null ? new PostTarget(http) : new FileTarget(Objects.requireNonNull(file), id, format());
    }

    @Override
    public String client() {
        return Objects.requireNonNull(client);
    }

    @Override
    public Format format() {
        return Objects.requireNonNull(format);
    }
}
