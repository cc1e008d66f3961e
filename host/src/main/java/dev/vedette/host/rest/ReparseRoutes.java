package dev.vedette.host.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.host.access.AuditAction;
import dev.vedette.host.access.Role;
import dev.vedette.host.pipeline.ReparseDiff;
import dev.vedette.host.pipeline.ReparseJobs;
import dev.vedette.host.pipeline.ReparseRequest;
import dev.vedette.host.query.QueryLanguage;
import dev.vedette.host.query.QuerySyntaxException;
import dev.vedette.host.query.SearchPlan;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code /api/v1/reparse}: stored events through the present parsers, first the difference, then for good. */
final class ReparseRoutes {
    private static final String PATH = "/api/v1/reparse";

    private final ReparseJobs jobs;
    private final Clock clock;

    ReparseRoutes(ReparseJobs jobs, Clock clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post(PATH, Role.ADMINISTRATOR, Endpoint.Body.JSON, this::submit)
                        .audited(AuditAction.REPARSE, "query", "parser", "source", "apply"),
                Endpoint.get(PATH + "/{id}", Role.ADMINISTRATOR, this::show),
                Endpoint.delete(PATH + "/{id}", Role.ADMINISTRATOR, this::cancel)
                        .audited(AuditAction.REPARSE));
    }

    private Reply submit(Call call) throws Problem {
        JsonNode body = call.json("last", "from", "to", "query", "parser", "source", "apply");
        TimeRange time = TimeRange.of(call, body, clock);
        String query = Call.text(body, "query");
        String parser = Call.text(body, "parser");
        SearchPlan plan;
        try {
            plan = new SearchPlan(QueryLanguage.parse(query == null ? "" : query), time.from(), time.to(), 0);
        } catch (QuerySyntaxException e) {
            throw Problem.at(
                    e.column(), "The query cannot be understood.", e.reason(), "docs/query-language.md says how.");
        }
        ReparseRequest request = new ReparseRequest(
                call.scope(),
                plan,
                Call.text(body, "source"),
                body.path("apply").asBoolean());
        return Reply.json(write(jobs.submit(parser == null ? request : request.readBy(parser))));
    }

    private Reply show(Call call) throws Problem {
        return Reply.json(write(job(call)));
    }

    private Reply cancel(Call call) throws Problem {
        ReparseJobs.Job job = job(call);
        jobs.cancel(job);
        return Reply.json(write(job));
    }

    private ReparseJobs.Job job(Call call) throws Problem {
        ReparseJobs.Job job = jobs.get(call.scope(), call.path("id"));
        if (job == null) {
            throw Problem.notFound(
                    "There is no such re-parsing.", "A host remembers the last 50 since its start; begin another.");
        }
        return job;
    }

    private static ObjectNode write(ReparseJobs.Job job) {
        ReparseDiff.Sums sums = job.sums();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", job.id()).put("state", job.state().name().toLowerCase(Locale.ROOT));
        if (job.problem() != null) {
            node.put("problem", job.problem());
        }
        node.put("apply", job.applies());
        node.put("events", sums.events()).put("changed", sums.changed()).put("kept", sums.kept());
        node.put("added", sums.added()).put("removed", sums.removed());
        put(node, "fields_gained", sums.fieldsGained());
        put(node, "fields_lost", sums.fieldsLost());
        put(node, "fields_changed", sums.fieldsChanged());
        put(node, "parsers", sums.parsers());
        put(node, "rules_gained", sums.rulesGained());
        put(node, "rules_lost", sums.rulesLost());
        return node;
    }

    private static void put(ObjectNode node, String name, Map<String, Long> counts) {
        ObjectNode object = node.putObject(name);
        counts.forEach(object::put);
    }
}
