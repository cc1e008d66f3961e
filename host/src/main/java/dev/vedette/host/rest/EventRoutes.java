package dev.vedette.host.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.api.event.Event;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.Fields;
import dev.vedette.host.access.AuditAction;
import dev.vedette.host.access.Role;
import dev.vedette.host.export.EventJson;
import dev.vedette.host.query.Condition;
import dev.vedette.host.query.EventFilter;
import dev.vedette.host.query.QueryLanguage;
import dev.vedette.host.query.QuerySyntaxException;
import dev.vedette.host.query.SearchPlan;
import dev.vedette.host.search.SearchJobs;
import dev.vedette.host.search.SearchPage;
import dev.vedette.host.search.SearchRefusedException;
import dev.vedette.host.store.EventCursor;
import dev.vedette.host.store.EventStore;
import dev.vedette.host.store.SearchResult;
import dev.vedette.host.store.TermCount;
import dev.vedette.host.store.TimeCount;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** {@code /api/v1/events}: search, count, top values, histogram, one event. */
final class EventRoutes {
    private static final int USUAL_LIMIT = 100;
    private static final int MOST_BUCKETS = 2_000;
    private static final Duration COARSE = Duration.ofDays(30);
    private static final int LOOKS = 4; // from a month down to minutes

    private final EventStore store;
    private final SearchJobs searches;
    private final Clock clock;

    EventRoutes(EventStore store, SearchJobs searches, Clock clock) {
        this.store = store;
        this.searches = searches;
        this.clock = clock;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(
                                "/api/v1/events",
                                Role.VIEWER,
                                this::search,
                                "query",
                                "last",
                                "from",
                                "to",
                                "limit",
                                "cursor",
                                "count")
                        .audited(AuditAction.SEARCH),
                Endpoint.get(
                                "/api/v1/events/top",
                                Role.VIEWER,
                                this::top,
                                "query",
                                "last",
                                "from",
                                "to",
                                "field",
                                "limit")
                        .audited(AuditAction.SEARCH),
                Endpoint.get(
                                "/api/v1/events/histogram",
                                Role.VIEWER,
                                this::histogram,
                                "query",
                                "last",
                                "from",
                                "to",
                                "bucket")
                        .audited(AuditAction.SEARCH),
                Endpoint.get("/api/v1/events/{id}", Role.VIEWER, this::one).audited(AuditAction.SEARCH));
    }

    private Reply search(Call call) throws Problem, IOException {
        TimeRange time = TimeRange.of(call, clock);
        SearchPlan plan = plan(call, time, call.number("limit", USUAL_LIMIT, 0, SearchPlan.MAX_LIMIT));
        String cursor = call.query("cursor");
        ObjectNode body = body(time);
        if (call.flag("count")) {
            body.put("count", store.count(call.scope(), plan));
            return Reply.json(body);
        }
        if (cursor != null) {
            SearchJson.rows(body, behind(call, plan, cursor));
            return Reply.json(body);
        }
        SearchResult result = store.search(call.scope(), plan);
        body.put("total", result.total());
        body.put("total_exact", result.totalExact());
        ArrayNode events = body.putArray("events");
        result.events().forEach(event -> events.add(EventJson.write(event)));
        if (!result.events().isEmpty() && result.total() > result.events().size()) {
            body.put("next_cursor", EventCursor.after(result.events().getLast()).text());
        }
        return Reply.json(body);
    }

    private SearchPage behind(Call call, SearchPlan plan, String cursor) throws Problem {
        EventCursor place = EventCursor.parse(cursor);
        if (place == null) {
            throw SearchJson.noCursor(cursor);
        }
        try {
            return searches.page(call.principal(), plan, place, plan.limit());
        } catch (SearchRefusedException e) {
            throw SearchJson.refused(e);
        }
    }

    private Reply top(Call call) throws Problem {
        TimeRange time = TimeRange.of(call, clock);
        String name = call.required("field", "source.ip");
        ObjectNode body = body(time);
        body.put("field", name);
        ArrayNode values = body.putArray("values");
        for (TermCount term :
                store.top(call.scope(), plan(call, time, 0), field(name), call.number("limit", 10, 1, 1000))) {
            values.addObject().put("value", term.value()).put("count", term.count());
        }
        return Reply.json(body);
    }

    private Reply histogram(Call call) throws Problem {
        TimeRange time = TimeRange.of(call, clock);
        String asked = call.query("bucket");
        if ("all".equals(call.query("last"))) {
            time = whereEventsAre(call, time);
        }
        Duration width = asked == null ? Buckets.width(time.length()) : TimeRange.duration("bucket", asked);
        if (time.length().dividedBy(width) > MOST_BUCKETS) {
            throw Problem.badRequest(
                    "That would be more than " + MOST_BUCKETS + " buckets.",
                    "Choose a wider 'bucket' or a shorter time.");
        }
        ObjectNode body = body(time);
        body.put("bucket_seconds", Math.max(1, width.toSeconds()));
        ArrayNode buckets = body.putArray("buckets");
        for (TimeCount bucket : store.histogram(call.scope(), plan(call, time, 0), width)) {
            buckets.addObject().put("start", bucket.start().toString()).put("count", bucket.count());
        }
        return Reply.json(body);
    }

    /** Since 1970 is mostly empty: what is drawn begins near the first event and ends near the last. */
    private TimeRange whereEventsAre(Call call, TimeRange time) throws Problem {
        TimeRange range = time;
        Duration width = COARSE;
        for (int look = 0; look < LOOKS; look++) {
            List<TimeCount> counts = store.histogram(call.scope(), plan(call, range, 0), width);
            if (counts.isEmpty()) {
                return range;
            }
            range = new TimeRange(
                    counts.getFirst().start(), counts.getLast().start().plus(width));
            width = Buckets.width(range.length());
        }
        return range;
    }

    private Reply one(Call call) throws Problem {
        Event event = store.get(call.scope(), call.path("id"));
        if (event == null) {
            throw Problem.notFound(
                    "There is no event with the id '" + call.path("id") + "' among those that you may see.",
                    "Search for it: it may be deleted by now, or belong to another client.");
        }
        return Reply.json(EventJson.write(event));
    }

    private static SearchPlan plan(Call call, TimeRange time, int limit) throws Problem {
        return new SearchPlan(condition(call.query("query", "")), time.from(), time.to(), limit);
    }

    private static Condition condition(String query) throws Problem {
        try {
            Condition condition = QueryLanguage.parse(query);
            EventFilter.of(condition); // a value that is none of its field's type is the caller's mistake, not a fault
            return condition;
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(
                    "The query cannot be answered: " + e.getMessage() + ".",
                    "See docs/query-language.md for examples.");
        } catch (QuerySyntaxException e) {
            throw Problem.at(
                    e.column(),
                    "The query cannot be understood",
                    e.reason(),
                    "See docs/query-language.md for examples.");
        }
    }

    private static Field field(String name) throws Problem {
        String problem = Fields.problem(name);
        if (problem != null) { // no event can have it: no values would be mistaken for an answer
            throw Problem.badRequest(problem, "Use a name such as source.ip.");
        }
        Field field = Fields.ofContent(name); // names that callers invent must not fill the table of all names
        if (field == null) {
            throw Problem.badRequest("'" + name + "' is no name of a field.", "Use a name such as source.ip.");
        }
        return field;
    }

    private static ObjectNode body(TimeRange time) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        time.write(body);
        return body;
    }
}
