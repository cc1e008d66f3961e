package dev.vedette.host.query.aql;

import dev.vedette.api.event.Field;
import dev.vedette.host.query.Condition;
import dev.vedette.host.query.QueryPlan;
import dev.vedette.host.query.QuerySyntaxException;
import dev.vedette.host.query.Stage;
import dev.vedette.host.query.expr.Expression;
import dev.vedette.host.query.expr.Pushdown;
import dev.vedette.host.query.expr.Token;
import dev.vedette.host.query.expr.Tokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The clauses of a query, and the plan that they make together. */
final class AqlClauses {
    private static final Condition FLOWS = new Condition.Wildcard(Field.of("event.dataset"), "*.flow");

    private final List<Item> items = new ArrayList<>();
    private final List<Item> keys = new ArrayList<>();
    private final List<Order> order = new ArrayList<>();
    private @Nullable Token star;
    private Condition source = new Condition.Not(FLOWS);
    private @Nullable Item where;
    private @Nullable Item having;
    private long limit;
    private @Nullable Instant from;
    private @Nullable Instant to;

    /** An expression, its name, and where it stands. */
    private record Item(Token at, String name, Expression value) {}

    private record Order(Item key, boolean descending) {}

    void star(Token at) {
        star = at;
    }

    void item(Token at, String name, Expression value) {
        items.add(new Item(at, name, value));
    }

    void source(boolean flows) {
        source = flows ? FLOWS : new Condition.Not(FLOWS);
    }

    void where(Token at, Expression condition) {
        where = new Item(at, "", condition);
    }

    void groupBy(Token at, Expression key) throws QuerySyntaxException {
        if (GroupNames.hasAggregate(key)) {
            throw Tokens.error(at, "a group cannot be made by what is computed over groups; name a column");
        }
        String name = key instanceof Expression.Column(String column) ? column : "key " + keys.size();
        keys.add(new Item(at, name, key));
    }

    void having(Token at, Expression condition) {
        having = new Item(at, "", condition);
    }

    void orderBy(Token at, Expression key, boolean descending) {
        order.add(new Order(new Item(at, "", key), descending));
    }

    void limit(long rows) {
        limit = rows;
    }

    void during(Instant from, Instant to) {
        this.from = from;
        this.to = to;
    }

    QueryPlan plan(AqlScope scope) throws QuerySyntaxException {
        List<Stage> stages = new ArrayList<>();
        Item asked = where;
        if (asked != null) {
            Expression rest = Pushdown.of(asked.value).rest();
            if (rest != null && GroupNames.hasText(rest)) {
                throw Tokens.error(
                        asked.at, "TEXT SEARCH stands alone, or is joined with AND, beside what must be computed");
            }
            stages.add(new Stage.Where(asked.value));
        }
        boolean grouped = !keys.isEmpty() || !scope.aggregates().isEmpty();
        if (grouped) {
            group(scope, stages);
        } else {
            rows(stages);
        }
        return new QueryPlan(source, from, to, List.of()).then(stages);
    }

    private void rows(List<Stage> stages) throws QuerySyntaxException {
        if (having != null) {
            throw Tokens.error(
                    having.at, "HAVING goes with GROUP BY or an aggregate; conditions on events go to WHERE");
        }
        List<Stage.SortKey> sort = new ArrayList<>();
        order.forEach(one -> sort.add(new Stage.SortKey(one.key.value, one.descending)));
        finish(stages, sort);
        if (star == null) {
            stages.add(new Stage.Project(columns(items)));
        } else if (!items.isEmpty()) {
            stages.add(new Stage.Extend(columns(items)));
        }
    }

    private void group(AqlScope scope, List<Stage> stages) throws QuerySyntaxException {
        if (star != null) {
            throw Tokens.error(
                    star, "* cannot be grouped; name the columns of GROUP BY and aggregates such as COUNT(*)");
        }
        List<Stage.Named> groups = new ArrayList<>();
        for (Item key : keys) {
            groups.add(new Stage.Named(key.name, key.value));
        }
        GroupNames names = new GroupNames(groups);
        stages.add(new Stage.Group(groups, scope.aggregates()));
        Item condition = having;
        if (condition != null) {
            stages.add(new Stage.Where(names.of(condition.value, condition.at)));
        }
        List<Stage.SortKey> sort = new ArrayList<>();
        for (Order one : order) {
            sort.add(new Stage.SortKey(names.of(one.key.value, one.key.at), one.descending));
        }
        finish(stages, sort);
        List<Item> shown = new ArrayList<>();
        for (Item item : items) {
            shown.add(new Item(item.at, item.name, names.of(item.value, item.at)));
        }
        stages.add(new Stage.Project(columns(shown)));
    }

    private void finish(List<Stage> stages, List<Stage.SortKey> sort) {
        if (!sort.isEmpty()) {
            stages.add(new Stage.Sort(sort));
        }
        if (limit > 0) {
            stages.add(new Stage.Head(limit));
        }
    }

    private static List<Stage.Named> columns(List<Item> items) throws QuerySyntaxException {
        List<Stage.Named> columns = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (Item item : items) {
            if (!names.add(item.name)) {
                throw Tokens.error(
                        item.at,
                        "two columns would be named '" + item.name + "'; give one another name with AS 'name'");
            }
            columns.add(new Stage.Named(item.name, item.value));
        }
        return columns;
    }
}
