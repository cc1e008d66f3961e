package dev.vedette.host.store;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.Field;
import dev.vedette.host.query.Condition;
import dev.vedette.host.query.EventFilter;
import dev.vedette.host.query.Pattern;
import dev.vedette.host.query.ValueTest;
import dev.vedette.host.query.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/** Conditions to Lucene queries, for one slice. */
final class SearchCompiler {
    private final IndexReader reader;

    SearchCompiler(IndexReader reader) {
        this.reader = reader;
    }

    /**
     * The query that finds what a condition means.
     *
     * @throws IllegalArgumentException if the condition makes no sense for the type of a field
     */
    Query compile(Condition condition) throws IOException {
        return switch (condition) {
            case Condition.Everything e -> new MatchAllDocsQuery();
            case Condition.And and -> and(and.parts());
            case Condition.Or or -> {
                List<Query> parts = new ArrayList<>();
                for (Condition part : or.parts()) {
                    parts.add(compile(part));
                }
                yield anyOf(parts);
            }
            case Condition.Not not ->
                new BooleanQuery.Builder()
                        .add(new MatchAllDocsQuery(), BooleanClause.Occur.FILTER)
                        .add(compile(not.part()), BooleanClause.Occur.MUST_NOT)
                        .build();
            case Condition.Text text -> words(text);
            case Condition.TextWildcard wildcard ->
                Patterns.query(
                        Names.WORDS,
                        MultiTermQuery.CONSTANT_SCORE_BLENDED_REWRITE,
                        "",
                        Pattern.of(wildcard.pattern()),
                        true,
                        wildcard);
            case Condition.Equal leaf -> onField(leaf.field(), leaf);
            case Condition.Wildcard leaf -> onField(leaf.field(), leaf);
            case Condition.Range leaf -> onField(leaf.field(), leaf);
            case Condition.Cidr leaf -> onField(leaf.field(), leaf);
            case Condition.Exists leaf -> onField(leaf.field(), leaf);
        };
    }

    private Query and(List<Condition> parts) throws IOException {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        boolean positive = false;
        for (Condition part : parts) {
            if (part instanceof Condition.Not not) {
                query.add(compile(not.part()), BooleanClause.Occur.MUST_NOT);
            } else {
                query.add(compile(part), BooleanClause.Occur.FILTER);
                positive = true;
            }
        }
        if (!positive) {
            query.add(new MatchAllDocsQuery(), BooleanClause.Occur.FILTER);
        }
        return query.build();
    }

    static Query anyOf(List<Query> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        parts.forEach(part -> query.add(part, BooleanClause.Occur.SHOULD));
        return parts.isEmpty() ? new MatchNoDocsQuery() : new ConstantScoreQuery(query.build());
    }

    private Query words(Condition.Text text) {
        List<String> phrase = Words.of(text.words());
        if (phrase.isEmpty()) {
            return new MatchAllDocsQuery();
        }
        Query candidates = allWords(phrase);
        if (phrase.size() == 1) {
            return candidates;
        }
        return new StoredCheckQuery(candidates, text, payload -> hasPhrase(payload, phrase));
    }

    static Query allWords(List<String> words) {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        words.stream()
                .distinct()
                .forEach(word -> query.add(new TermQuery(new Term(Names.WORDS, word)), BooleanClause.Occur.FILTER));
        return words.isEmpty() ? new MatchAllDocsQuery() : query.build();
    }

    private static boolean hasPhrase(Payload payload, List<String> phrase) {
        if (payload.isText() && Words.contains(Words.of(payload.text()), phrase)) {
            return true;
        }
        for (String name : payload.keptNames()) {
            if (EventFilter.isFreeText(Field.of(name))) {
                for (Object value : payload.kept(name)) {
                    if (Words.contains(Words.of((String) value), phrase)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private Query onField(Field field, Condition condition) throws IOException {
        ValueTest test = ValueTest.of(condition);
        FieldLayout layout = FieldLayout.of(field);
        if (layout == FieldLayout.TIME) {
            return NumberQueries.query(Names.TIME, layout, condition);
        }
        if (layout == FieldLayout.PAYLOAD) {
            return kept(field, condition, test);
        }
        Query inColumn = inColumn(field, layout, condition, test);
        boolean someAreKept = reader.docFreq(new Term(Names.KEPT, field.name())) > 0;
        return someAreKept ? anyOf(List.of(inColumn, kept(field, condition, test))) : inColumn;
    }

    private static Query inColumn(Field field, FieldLayout layout, Condition condition, ValueTest test) {
        return switch (layout) {
            case ID -> Patterns.inverted(Names.ID, condition, text(test), false);
            case PIVOT -> Patterns.inverted(field.name(), condition, text(test), true);
            case COLUMN -> Patterns.column(field.name(), condition, text(test));
            case ADDRESS -> AddressQueries.query(field.name(), condition);
            case KEYED -> KeyedQueries.query(field, condition, test);
            default -> NumberQueries.query(field.name(), layout, condition);
        };
    }

    private static Predicate<BytesRef> text(ValueTest test) {
        return bytes -> test.test(bytes.utf8ToString());
    }

    /** Events that keep the field in their payload. */
    private static Query kept(Field field, Condition condition, ValueTest test) {
        Query has = new TermQuery(new Term(Names.KEPT, field.name()));
        if (condition instanceof Condition.Exists) {
            return has;
        }
        BooleanQuery.Builder candidates = new BooleanQuery.Builder().add(has, BooleanClause.Occur.FILTER);
        if (condition instanceof Condition.Equal equal && FieldLayout.of(field) == FieldLayout.PAYLOAD) {
            candidates.add(allWords(Words.of(equal.value())), BooleanClause.Occur.FILTER);
        }
        String name = field.name();
        return new StoredCheckQuery(
                candidates.build(),
                condition,
                payload -> payload.kept(name).stream().anyMatch(test::test));
    }

    /** Adds to a query that the event happened in a stretch of time. */
    static Query during(Query query, long fromNanos, long toNanosInclusive) {
        return new BooleanQuery.Builder()
                .add(query, BooleanClause.Occur.FILTER)
                .add(NumberQueries.time(fromNanos, toNanosInclusive), BooleanClause.Occur.FILTER)
                .build();
    }

    static Query id(String id) {
        return new TermQuery(new Term(Names.ID, id));
    }

    /** The term that finds an event by its id. */
    static Term idTerm(Event event) {
        return new Term(Names.ID, event.id());
    }
}
