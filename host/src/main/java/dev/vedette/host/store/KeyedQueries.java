package dev.vedette.host.store;

import dev.vedette.api.event.Field;
import dev.vedette.host.query.Condition;
import dev.vedette.host.query.Pattern;
import dev.vedette.host.query.ValueTest;
import java.util.List;
import java.util.function.Predicate;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.BytesRef;

/** Queries on fields outside ECS, which share a column. */
final class KeyedQueries {
    private KeyedQueries() {}

    static Query query(Field field, Condition condition, ValueTest test) {
        BytesRef prefix = Keyed.prefix(field);
        return switch (condition) {
            case Condition.Equal equal -> textsAndOthers(field, condition, Pattern.literal(equal.value()), test);
            case Condition.Wildcard wildcard -> textsAndOthers(field, condition, Pattern.of(wildcard.pattern()), test);
            case Condition.Exists exists -> dictionary(prefix, condition, bytes -> true);
            default -> dictionary(prefix, condition, bytes -> test.test(Keyed.value(bytes, prefix.length - 1)));
        };
    }

    /** Texts by an automaton, which skips through the dictionary; the values of other types one by one. */
    private static Query textsAndOthers(Field field, Condition condition, Pattern pattern, ValueTest test) {
        BytesRef prefix = Keyed.prefix(field);
        Query texts = Patterns.query(
                Names.KEYED,
                MultiTermQuery.DOC_VALUES_REWRITE,
                field.name() + '\0' + TypedValue.TEXT,
                pattern,
                false,
                condition);
        Query others = dictionary(prefix, condition, bytes -> {
            boolean text = bytes.bytes[bytes.offset + prefix.length] == TypedValue.TEXT;
            return !text && test.test(Keyed.value(bytes, prefix.length - 1));
        });
        return SearchCompiler.anyOf(List.of(texts, others));
    }

    private static Query dictionary(BytesRef prefix, Condition condition, Predicate<BytesRef> test) {
        return new DictionaryQuery(Names.KEYED, MultiTermQuery.DOC_VALUES_REWRITE, prefix, condition, test);
    }
}
