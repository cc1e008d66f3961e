package dev.vedette.host.store;

import dev.vedette.host.query.Condition;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.lucene.index.FilteredTermsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.util.AttributeSource;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;

/** Looks at every distinct value of a field once, then finds the documents that have one that passed. */
final class DictionaryQuery extends MultiTermQuery {
    private final BytesRef prefix;
    private final Condition condition;
    private final Predicate<BytesRef> test;

    /**
     * A query.
     *
     * @param prefix only values that begin so are looked at
     * @param condition what {@code test} tests: queries with equal field, prefix and condition are equal
     */
    DictionaryQuery(
            String field, RewriteMethod method, BytesRef prefix, Condition condition, Predicate<BytesRef> test) {
        super(field, method);
        this.prefix = prefix;
        this.condition = condition;
        this.test = test;
    }

    @Override
    protected TermsEnum getTermsEnum(Terms terms, AttributeSource attributes) throws IOException {
        return new FilteredTermsEnum(terms.iterator()) {
            {
                setInitialSeekTerm(prefix);
            }

            @Override
            protected AcceptStatus accept(BytesRef term) {
                if (!StringHelper.startsWith(term, prefix)) {
                    return AcceptStatus.END;
                }
                return test.test(term) ? AcceptStatus.YES : AcceptStatus.NO;
            }
        };
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DictionaryQuery query
                && super.equals(other)
                && prefix.equals(query.prefix)
                && condition.equals(query.condition);
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), prefix, condition);
    }

    @Override
    public String toString(String within) {
        return field + ":" + condition;
    }
}
