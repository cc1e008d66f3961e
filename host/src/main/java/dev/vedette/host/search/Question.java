package dev.vedette.host.search;

import dev.vedette.host.query.EventFilter;
import dev.vedette.host.query.QueryLanguage;
import dev.vedette.host.query.QueryPlan;
import dev.vedette.host.query.QuerySyntaxException;
import dev.vedette.host.query.Stage;
import dev.vedette.host.query.aql.Aql;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * A text that was understood and can be run.
 *
 * @param plan bound to its time
 * @param columns of its rows; where rows are events, the first one is the event
 */
record Question(QueryPlan plan, List<String> columns) {
    /** Understands a request, or says at which column it cannot be understood. */
    static Question read(SearchRequest request, QueryRun queries, Instant now) throws SearchRefusedException {
        try {
            QueryPlan plan = request.language() == SearchLanguage.AQL
                    ? Aql.plan(request.text(), ZoneOffset.UTC, now)
                    : QueryLanguage.plan(request.text());
            EventFilter.of(plan.condition()); // a value that is none of its field's type is the caller's mistake
            return new Question(plan.during(request.from(), request.to()), queries.columns(plan));
        } catch (QuerySyntaxException e) {
            throw SearchRefusedException.at(e.column(), e.length(), e.reason());
        } catch (IllegalArgumentException e) {
            throw SearchRefusedException.wrong(String.valueOf(e.getMessage()));
        }
    }

    /** Whether rows are events and not those of a table. */
    boolean givesEvents() {
        return plan.givesEvents();
    }

    /** Whether rows can be had from any event on, so that few need to be kept. */
    boolean isPageable() {
        return plan.isPageable();
    }

    /** Whether each event that the store finds is a row. */
    boolean keepsAll() {
        return isPageable() && plan.stages().stream().noneMatch(stage -> stage instanceof Stage.Where);
    }
}
