package dev.vedette.host.store;

import java.io.IOException;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;

/** A searcher that stays as it is until it is given back, whatever happens to its slice meanwhile. */
record Held(IndexSearcher searcher, SearcherManager manager) {
    void release() throws IOException {
        manager.release(searcher);
    }
}
