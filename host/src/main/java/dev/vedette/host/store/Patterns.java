package dev.vedette.host.store;

import dev.vedette.host.query.Condition;
import dev.vedette.host.query.Folding;
import dev.vedette.host.query.Pattern;
import java.util.function.Predicate;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.AutomatonQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.MultiTermQuery.RewriteMethod;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;

/** Queries on keywords. */
final class Patterns {
    private static final BytesRef ALL = new BytesRef();

    private Patterns() {}

    /** On a field with an inverted index. */
    static Query inverted(String field, Condition condition, Predicate<BytesRef> test, boolean folded) {
        RewriteMethod method = MultiTermQuery.CONSTANT_SCORE_BLENDED_REWRITE;
        return switch (condition) {
            case Condition.Equal equal ->
                folded
                        ? new TermQuery(new Term(field, Folding.fold(equal.value())))
                        : query(field, method, "", Pattern.literal(equal.value()), false, condition);
            case Condition.Wildcard wildcard ->
                query(field, method, "", Pattern.of(wildcard.pattern()), folded, condition);
            case Condition.Exists exists ->
                folded ? new FieldExistsQuery(field) : new DictionaryQuery(field, method, ALL, condition, b -> true);
            default -> new DictionaryQuery(field, method, ALL, condition, test);
        };
    }

    /** On a field with a column only. */
    static Query column(String field, Condition condition, Predicate<BytesRef> test) {
        RewriteMethod method = MultiTermQuery.DOC_VALUES_REWRITE;
        return switch (condition) {
            case Condition.Equal equal -> query(field, method, "", Pattern.literal(equal.value()), false, condition);
            case Condition.Wildcard wildcard ->
                query(field, method, "", Pattern.of(wildcard.pattern()), false, condition);
            case Condition.Exists exists -> new FieldExistsQuery(field);
            default -> new DictionaryQuery(field, method, ALL, condition, test);
        };
    }

    /** Terms that begin with {@code prefix} and go on as the pattern says. */
    static Query query(
            String field,
            RewriteMethod method,
            String prefix,
            Pattern pattern,
            boolean termsAreFolded,
            Condition condition) {
        try {
            Automaton automaton = FoldedAutomata.of(prefix, pattern, termsAreFolded);
            return new AutomatonQuery(new Term(field, prefix + condition), automaton, false, method);
        } catch (TooComplexToDeterminizeException e) {
            BytesRef start = new BytesRef(prefix);
            return new DictionaryQuery(
                    field,
                    method,
                    start,
                    condition,
                    term -> pattern.matches(term.utf8ToString().substring(prefix.length())));
        }
    }
}
