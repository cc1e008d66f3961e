package dev.vedette.host.store;

import dev.vedette.host.query.Condition;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/** Finds candidates in the index and reads their payloads to be sure: exact for what no column holds. */
final class StoredCheckQuery extends Query {
    private final Query candidates;
    private final Condition condition;
    private final Predicate<Payload> check;

    /**
     * A query.
     *
     * @param candidates finds every match, perhaps more
     * @param condition what {@code check} checks: queries with equal candidates and condition are equal
     */
    StoredCheckQuery(Query candidates, Condition condition, Predicate<Payload> check) {
        this.candidates = candidates;
        this.condition = condition;
        this.check = check;
    }

    @Override
    public Query rewrite(IndexSearcher searcher) throws IOException {
        Query rewritten = candidates.rewrite(searcher);
        return rewritten == candidates ? this : new StoredCheckQuery(rewritten, condition, check);
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) throws IOException {
        Weight weight = searcher.createWeight(candidates, ScoreMode.COMPLETE_NO_SCORES, 1);
        return new ConstantScoreWeight(this, boost) {
            @Override
            public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext context) throws IOException {
                Scorer found = weight.scorer(context);
                if (found == null) {
                    return null;
                }
                StoredFields stored = context.reader().storedFields();
                TwoPhaseIterator checked = new TwoPhaseIterator(found.iterator()) {
                    @Override
                    public boolean matches() throws IOException {
                        return check.test(EventReader.payload(stored, approximation.docID()));
                    }

                    @Override
                    public float matchCost() {
                        return 5_000; // unpacking a block
                    }
                };
                return new DefaultScorerSupplier(new ConstantScoreScorer(score(), scoreMode, checked));
            }

            @Override
            public boolean isCacheable(LeafReaderContext context) {
                return true;
            }
        };
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoredCheckQuery query
                && candidates.equals(query.candidates)
                && condition.equals(query.condition);
    }

    @Override
    public int hashCode() {
        return Objects.hash(candidates, condition);
    }

    @Override
    public String toString(String field) {
        return "StoredCheck(" + candidates + ", " + condition + ")";
    }
}
