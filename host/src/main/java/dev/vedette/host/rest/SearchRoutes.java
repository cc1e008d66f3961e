package dev.vedette.host.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.host.access.Role;
import dev.vedette.host.search.ExportFormat;
import dev.vedette.host.search.SearchJob;
import dev.vedette.host.search.SearchJobs;
import dev.vedette.host.search.SearchLanguage;
import dev.vedette.host.search.SearchPage;
import dev.vedette.host.search.SearchRefusedException;
import dev.vedette.host.search.SearchRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** {@code /api/v1/searches}: searches as jobs, their rows, their export. */
final class SearchRoutes {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(50); // below the time that a request may take
    private static final int USUAL_ROWS = 1000;
    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 10_000;
    private static final int STREAMS = 64;

    private final SearchJobs searches;
    private final Clock clock;
    private final Semaphore streams = new Semaphore(STREAMS);

    SearchRoutes(SearchJobs searches, Clock clock) {
        this.searches = searches;
        this.clock = clock;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post("/api/v1/searches", Role.VIEWER, Endpoint.Body.JSON, this::submit),
                Endpoint.post("/api/v1/searches/validate", Role.VIEWER, Endpoint.Body.JSON, this::validate),
                Endpoint.get("/api/v1/searches", Role.VIEWER, this::list, "running", "mine"),
                Endpoint.get("/api/v1/searches/{id}", Role.VIEWER, this::one),
                Endpoint.delete("/api/v1/searches/{id}", Role.VIEWER, this::cancel),
                Endpoint.get("/api/v1/searches/{id}/results", Role.VIEWER, this::results, "cursor", "limit"),
                Endpoint.get("/api/v1/searches/{id}/stream", Role.VIEWER, this::stream),
                Endpoint.get("/api/v1/searches/{id}/export", Role.VIEWER, this::export, "format", "limit"));
    }

    private Reply submit(Call call) throws Problem, IOException {
        JsonNode body = call.json("query", "aql", "last", "from", "to", "limit", "fresh");
        SearchJob job;
        try {
            job = searches.submit(call.principal(), request(call, body));
        } catch (SearchRefusedException e) {
            throw SearchJson.refused(e);
        }
        Duration patience = call.patience(LONGEST_WAIT);
        Map<String, String> headers = patience.isZero()
                ? Map.of("Location", "/api/v1/searches/" + job.id())
                : Map.of(
                        "Location",
                        "/api/v1/searches/" + job.id(),
                        "Preference-Applied",
                        "wait=" + patience.toSeconds());
        return whenDone(job, patience, done -> {
            int unfinished = patience.isZero() ? 202 : 206;
            return new Reply.Json(done ? 200 : unfinished, SearchJson.job(job), headers);
        });
    }

    /** Answers when the job is over or patience is, without a thread that waits. */
    private static Reply whenDone(SearchJob job, Duration patience, Made made) {
        if (patience.isZero() || job.status().state().finished()) {
            return made.of(job.status().state().finished());
        }
        return new Reply.Later(job.finished()
                .completeOnTimeout(job, patience.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(over -> made.of(over.status().state().finished())));
    }

    private interface Made {
        Reply of(boolean done);
    }

    private SearchRequest request(Call call, JsonNode body) throws Problem {
        String query = Call.text(body, "query");
        String aql = Call.text(body, "aql");
        if (query != null && aql != null) {
            throw Problem.badRequest("'query' and 'aql' exclude each other.", "Give one of the two.");
        }
        TimeRange time = TimeRange.of(call, body, clock);
        String last = Call.text(body, "last");
        String asked = Call.text(body, "from") == null && Call.text(body, "to") == null
                ? "last=" + (last == null ? "24h" : last)
                : Call.text(body, "from") + " to " + Call.text(body, "to");
        return new SearchRequest(
                aql == null ? SearchLanguage.QUERY : SearchLanguage.AQL,
                aql == null ? (query == null ? "" : query) : aql,
                time.from(),
                time.to(),
                asked,
                limit(body),
                flag(body));
    }

    private int limit(JsonNode body) throws Problem {
        JsonNode limit = body.get("limit");
        if (limit == null) {
            return USUAL_ROWS;
        }
        if (!limit.isInt() || limit.intValue() < 0 || limit.intValue() > searches.mostRows()) {
            throw Problem.badRequest(
                    "'limit' cannot be " + limit + ".",
                    "Give a whole number from 0 to " + searches.mostRows() + "; an export has no limit.");
        }
        return limit.intValue();
    }

    private static boolean flag(JsonNode body) throws Problem {
        JsonNode fresh = body.get("fresh");
        if (fresh != null && !fresh.isBoolean()) {
            throw Problem.badRequest("'fresh' is not true or false.", "Write it without quotes.");
        }
        return fresh != null && fresh.booleanValue();
    }

    private Reply validate(Call call) throws Problem {
        JsonNode body = call.json("query", "aql");
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode problems = JsonNodeFactory.instance.arrayNode();
        try {
            List<String> columns = searches.check(request(call, body));
            answer.put("valid", true);
            answer.put("kind", columns == null ? "events" : "table");
        } catch (SearchRefusedException e) {
            answer.put("valid", false);
            ObjectNode problem = problems.addObject().put("severity", "ERROR").put("message", e.reason());
            if (e.column() > 0) {
                problem.put("column", e.column()).put("length", e.length());
            }
        }
        answer.set("error_messages", problems);
        return Reply.json(answer);
    }

    private Reply list(Call call) throws Problem {
        boolean running = call.flag("running");
        boolean mine = call.flag("mine");
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode list = body.putArray("searches");
        searches.list(call.principal()).stream()
                .filter(job -> !running
                        || !job.status().state().finished()
                        || job.status().exports() > 0)
                .filter(job -> !mine || job.owner().id().equals(call.principal().id()))
                .forEach(job -> list.add(SearchJson.job(job)));
        return Reply.json(body);
    }

    private Reply one(Call call) throws Problem {
        SearchJob job = job(call);
        return whenDone(job, call.patience(LONGEST_WAIT), done -> Reply.json(SearchJson.job(job)));
    }

    private Reply cancel(Call call) throws Problem, IOException {
        SearchJob job = job(call);
        searches.cancel(call.principal(), job);
        return Reply.json(SearchJson.job(job));
    }

    private Reply results(Call call) throws Problem, IOException {
        SearchJob job = job(call);
        boolean complete = job.status().state().finished(); // before the rows: they are whole if it says so
        try {
            SearchPage page =
                    searches.page(job, call.query("cursor"), call.number("limit", USUAL_PAGE, 1, LARGEST_PAGE));
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.put("id", job.id());
            body.put("state", job.status().state().name());
            body.put("complete", complete);
            SearchJson.rows(body, page);
            return Reply.json(body);
        } catch (SearchRefusedException e) {
            throw e.busy() ? SearchJson.refused(e) : SearchJson.noCursor(call.query("cursor", ""));
        }
    }

    private Reply stream(Call call) throws Problem {
        SearchJob job = job(call);
        if (!streams.tryAcquire()) {
            throw Problem.busy("More than " + STREAMS + " searches are being watched.", 5);
        }
        BodyWriter body = new BodyWriter();
        Thread.ofVirtual().name("stream-" + job.id()).start(() -> {
            try {
                new SearchStream(searches, job, body).run();
            } finally {
                streams.release();
            }
        });
        return new Reply.Flow(body, ExportFormat.NDJSON.mediaType(), null);
    }

    private Reply export(Call call) throws Problem {
        SearchJob job = job(call);
        String label = call.query("format", ExportFormat.NDJSON.label());
        ExportFormat format = ExportFormat.of(label);
        if (format == null) {
            throw Problem.badRequest("There is no format '" + label + "'.", "There are: ndjson, csv.");
        }
        int most = call.number("limit", Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
        BodyWriter body = new BodyWriter();
        try {
            searches.export(call.principal(), job, format, most, body);
        } catch (SearchRefusedException e) {
            throw e.busy()
                    ? SearchJson.refused(e)
                    : Problem.conflict("It cannot be exported: " + e.reason() + ".", "Look at its state first.");
        }
        return new Reply.Flow(body, format.mediaType(), "vedette-" + job.id().substring(0, 8) + "." + label);
    }

    private SearchJob job(Call call) throws Problem {
        SearchJob job = searches.get(call.principal(), call.path("id"));
        if (job == null) {
            throw Problem.notFound(
                    "There is no search with the id '" + call.path("id") + "' among those that you may see.",
                    "It may have been forgotten: search again.");
        }
        return job;
    }
}
