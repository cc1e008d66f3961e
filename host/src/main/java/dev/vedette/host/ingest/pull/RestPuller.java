package dev.vedette.host.ingest.pull;

import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks an HTTP API for what is new, page by page. */
final class RestPuller implements Puller {
    private static final String WHOLE = "";
    private static final Pattern LINK = Pattern.compile("<([^>]{1,8000})>\\s*(;[^,<]*)");
    private static final Pattern NEXT =
            Pattern.compile("(?i);\\s*rel\\s*=\\s*\"?([a-z ]*\\s)?next(\\s[a-z ]*)?\"?\\s*(;|$)");

    private static final Logger LOG = LoggerFactory.getLogger(RestPuller.class);

    private final RestSettings settings;
    private final RestSession session;

    RestPuller(RestSettings settings) {
        this.settings = settings;
        this.session = new RestSession(settings);
    }

    @Override
    public void fetch(Taking taking) throws IOException, InterruptedException {
        RestPosition position = RestPosition.read(taking.mark(WHOLE));
        String cursor = position.cursor() == null ? start(taking) : position.cursor();
        position = position.since(cursor);
        String page = position.page();
        if (page != null) { // an earlier fetch ended in the middle
            try {
                fetch(position, page, position.done(), taking);
                return;
            } catch (RestRefusedException e) {
                if (!e.isAddress()) {
                    throw e;
                }
                LOG.warn(
                        "A page is gone that was left in the middle ({}); what came since {} is asked for again."
                                + " Some of it may come twice.",
                        e.getMessage(),
                        cursor);
            }
        }
        fetch(position, first(cursor, taking.now().toString()), 0, taking);
    }

    /**
     * Fetches page after page.
     *
     * @param from what the last fetch ended with tells which records it had
     * @param had so many records of the first page were taken before
     */
    private void fetch(RestPosition from, String first, int had, Taking taking)
            throws IOException, InterruptedException {
        String began = taking.now().toString();
        String cursor = String.valueOf(from.cursor());
        RestPosition position = from;
        String page = first;
        int skip = had;
        long offset = offset(first); // not 0 where an earlier fetch ended in the middle
        for (int pages = 1; ; pages++) {
            RestSession.Reply reply = session.ask(
                    URI.create(page), filled(settings.body(), cursor, began), headers(cursor, began), taking);
            RestPage records = RestPage.of(reply.body(), settings.records());
            position = take(records.records(), skip, position.onPage(page), from, taking);
            skip = 0;
            offset += records.records().size();
            String next = next(records, reply, page, offset);
            boolean endless = settings.cursor().from() == RestCursor.From.NEXT;
            if (next == null
                    || next.equals(page)
                    || (endless && records.records().isEmpty())) {
                taking.moved(
                        WHOLE,
                        position.ended(cursor(position, records, cursor, began, next))
                                .text());
                return;
            }
            position = position.onPage(next);
            page = next;
            if (pages == settings.maxPages()) {
                taking.moved(WHOLE, position.text()); // the next fetch goes on here
                return;
            }
        }
    }

    private RestPosition take(List<byte[]> records, int skip, RestPosition from, RestPosition before, Taking taking)
            throws IOException, InterruptedException {
        RestPosition position = from;
        boolean byRecord = settings.cursor().from() == RestCursor.From.RECORD;
        String path = settings.cursor().path();
        String id = settings.cursor().id();
        for (int i = skip; i < records.size(); i++) {
            byte[] record = records.get(i);
            String value = byRecord && path != null ? RestPage.value(record, path) : null;
            String name = id == null ? null : RestPage.value(record, id);
            if (before.knows(value, name)) {
                continue;
            }
            position = position.taken(i, value, name);
            taking.record(record, null, WHOLE, position.text());
        }
        return position;
    }

    private String start(Taking taking) {
        String start = settings.cursor().start();
        return start != null
                ? start
                : taking.now().minus(settings.cursor().startAgo()).toString();
    }

    private String first(String cursor, String now) {
        String address = settings.url().toString();
        if (settings.cursor().from() == RestCursor.From.NEXT && cursor.startsWith("http")) {
            return sameHost(cursor);
        }
        Map<String, String> query = new LinkedHashMap<>();
        settings.query().forEach((key, value) -> query.put(key, filled(value, cursor, now)));
        return with(filled(address, RestSession.encode(cursor), RestSession.encode(now)), query);
    }

    private static String with(String address, Map<String, String> query) {
        return query.isEmpty() ? address : address + (address.indexOf('?') < 0 ? "?" : "&") + RestSession.form(query);
    }

    private Map<String, String> headers(String cursor, String now) {
        Map<String, String> headers = new LinkedHashMap<>();
        settings.headers().forEach((key, value) -> headers.put(key, filled(value, cursor, now)));
        return headers;
    }

    private static String filled(@Nullable String text, String cursor, String now) {
        return text == null ? "" : text.replace("{cursor}", cursor).replace("{now}", now);
    }

    private @Nullable String next(RestPage page, RestSession.Reply reply, String address, long offset)
            throws IOException {
        RestNext next = settings.next();
        return switch (next.from()) {
            case NONE -> null;
            case LINK -> {
                String link = linked(reply.link());
                yield link == null
                        ? null
                        : sameHost(URI.create(address).resolve(link).toString());
            }
            case REPLY -> {
                String value = page.value(String.valueOf(next.path()));
                if (value == null || value.equals("false")) {
                    yield null;
                }
                yield next.parameter() == null
                        ? sameHost(URI.create(address).resolve(value).toString())
                        : replaced(address, next.parameter(), value);
            }
            case OFFSET ->
                page.records().isEmpty()
                        ? null
                        : replaced(address, String.valueOf(next.parameter()), Long.toString(offset));
        };
    }

    private static @Nullable String linked(@Nullable String header) {
        Matcher matcher = LINK.matcher(header == null ? "" : header);
        while (matcher.find()) {
            if (NEXT.matcher(matcher.group(2)).find()) {
                return matcher.group(1);
            }
        }
        return null;
    }

    /** The address with a parameter of the query set, where it stands or at the end. */
    private long offset(String address) {
        String parameter = settings.next().parameter();
        int question = address.indexOf('?');
        if (settings.next().from() != RestNext.From.OFFSET || parameter == null || question < 0) {
            return 0;
        }
        String key = RestSession.encode(parameter) + "=";
        for (String part : address.substring(question + 1).split("&", -1)) {
            if (part.startsWith(key) && part.substring(key.length()).matches("\\d{1,18}")) {
                return Long.parseLong(part.substring(key.length()));
            }
        }
        return 0;
    }

    private static String replaced(String address, String parameter, String value) {
        int question = address.indexOf('?');
        String key = RestSession.encode(parameter) + "=";
        StringBuilder text = new StringBuilder(question < 0 ? address : address.substring(0, question)).append('?');
        if (question >= 0) {
            for (String part : address.substring(question + 1).split("&", -1)) {
                if (!part.isEmpty() && !part.startsWith(key)) {
                    text.append(part).append('&');
                }
            }
        }
        return text.append(key).append(RestSession.encode(value)).toString();
    }

    /** A reply must not send the secret anywhere else. */
    private String sameHost(String address) {
        URI there = URI.create(address);
        URI here = settings.url();
        if (!here.getScheme().equals(there.getScheme())
                || !String.valueOf(here.getAuthority()).equals(there.getAuthority())) {
            throw new IllegalStateException("the reply names a next page on another host, " + there.getScheme() + "://"
                    + there.getAuthority() + "; the secret is not sent there. Put that host into rest.url");
        }
        return address;
    }

    private @Nullable String cursor(
            RestPosition position, RestPage last, String cursor, String began, @Nullable String next)
            throws IOException {
        return switch (settings.cursor().from()) {
            case NONE -> null;
            case RECORD -> position.best() == null ? cursor : position.best();
            case REPLY -> {
                String value = last.value(String.valueOf(settings.cursor().path()));
                yield value == null ? cursor : value;
            }
            case NEXT -> next == null ? position.page() : next;
            case TIME -> began;
        };
    }

    @Override
    public void close() {
        session.close();
    }
}
