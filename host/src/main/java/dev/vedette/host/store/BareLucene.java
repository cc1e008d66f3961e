package dev.vedette.host.store;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.IpAddress;
import dev.vedette.host.query.EventFilter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.util.CharTokenizer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedNumericDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;

/**
 * The yardstick of ingest: what Lucene alone takes for the same events, in one index, with the layout that this store
 * has (columns, pivots inverted, words of the raw record, record packed, sorted by time), written the way Lucene's
 * documentation says. It measures nothing itself and is frozen: change it, and ratios of before mean nothing.
 */
public final class BareLucene {
    private static final FieldType WORDS = new FieldType();

    static {
        WORDS.setIndexOptions(IndexOptions.DOCS);
        WORDS.setTokenized(true);
        WORDS.setOmitNorms(true);
        WORDS.freeze();
    }

    private final Path folder;
    private final int commitEvery;
    private final double ramMegabytes;

    /**
     * A yardstick.
     *
     * @param folder where to write; empty
     * @param commitEvery how many events lie between commits
     * @param ramBytes memory for what is not on disk yet
     */
    public BareLucene(Path folder, int commitEvery, long ramBytes) {
        this.folder = folder;
        this.commitEvery = commitEvery;
        this.ramMegabytes = ramBytes / (double) (1 << 20);
    }

    /** Documents that are ready to be written: making them is no part of what is measured. */
    public static final class Prepared {
        private final List<Document> documents;

        private Prepared(List<Document> documents) {
            this.documents = documents;
        }
    }

    /** Makes the documents. */
    public static Prepared prepare(Iterable<Event> events) {
        List<Document> documents = new ArrayList<>();
        for (Event event : events) {
            documents.add(document(event));
        }
        return new Prepared(documents);
    }

    /** Makes the documents and writes them; how many. */
    public long run(Iterable<Event> events) throws IOException {
        return run(prepare(events), 1);
    }

    /** Writes the documents so many times over, commits and closes; how many that were. */
    public long run(Prepared prepared, int times) throws IOException {
        long written = 0;
        IndexWriterConfig config = new IndexWriterConfig(analyzer())
                .setCodec(new VedetteCodec())
                .setIndexSort(Slice.NEWEST)
                .setRAMBufferSizeMB(ramMegabytes);
        try (Directory directory = FSDirectory.open(folder);
                IndexWriter writer = new IndexWriter(directory, config)) {
            for (int i = 0; i < times; i++) {
                for (Document document : prepared.documents) {
                    writer.addDocument(document);
                    if (++written % commitEvery == 0) {
                        writer.commit();
                    }
                }
            }
            writer.commit();
        }
        return written;
    }

    private static Analyzer analyzer() {
        return new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                Tokenizer words = CharTokenizer.fromTokenCharPredicate(Character::isLetterOrDigit);
                return new TokenStreamComponents(words, new LowerCaseFilter(words));
            }
        };
    }

    private static Document document(Event event) {
        Document document = new Document();
        document.add(NumericDocValuesField.indexedField(Names.TIME, Nanos.of(event.timestamp())));
        for (int i = 0; i < event.size(); i++) {
            Field field = event.field(i);
            for (Object value : event.values(field)) {
                add(document, field, FieldLayout.of(field), value);
            }
        }
        if (EventFilter.isText(event.raw().bytes())) {
            document.add(new org.apache.lucene.document.Field(
                    Names.WORDS, event.raw().text(), WORDS));
        }
        document.add(new SortedSetDocValuesField(
                Names.ORIGIN, new BytesRef(event.raw().origin().source())));
        document.add(new StoredField(Names.PAYLOAD, event.raw().bytes()));
        return document;
    }

    private static void add(Document document, Field field, FieldLayout layout, Object value) {
        String name = field.name();
        switch (layout) {
            case TIME, PAYLOAD -> {}
            case ID -> document.add(new StringField(Names.ID, value.toString(), Store.YES));
            case PIVOT -> {
                document.add(new SortedSetDocValuesField(name, new BytesRef(value.toString())));
                document.add(new StringField(name, value.toString().toLowerCase(Locale.ROOT), Store.NO));
            }
            case COLUMN -> document.add(new SortedSetDocValuesField(name, new BytesRef(value.toString())));
            case ADDRESS -> {
                BytesRef bytes = new BytesRef(((IpAddress) value).bytes());
                document.add(new SortedSetDocValuesField(name, bytes));
                document.add(new StringField(name, bytes, Store.NO));
            }
            case NUMBER, DECIMAL, FLAG, DATE ->
                document.add(SortedNumericDocValuesField.indexedField(name, EventDocument.encode(value)));
            case KEYED -> document.add(new SortedSetDocValuesField(Names.KEYED, new BytesRef(name + '\0' + value)));
        }
    }
}
