package dev.vedette.host.store;

import java.io.Reader;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.InvertableType;
import org.apache.lucene.document.StoredValue;
import org.apache.lucene.index.DocValuesSkipIndexType;
import org.apache.lucene.index.DocValuesType;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.IndexableFieldType;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * One value of a Lucene document. Made anew for each document: a young object is cheap, whereas an old one that is given
 * new content is noted by the garbage collector each time.
 */
final class Cell implements IndexableField {
    /** A set of byte strings in a column. */
    static final FieldType SET = column(DocValuesType.SORTED_SET, DocValuesSkipIndexType.NONE);
    /** One byte string in a column. */
    static final FieldType ONE = column(DocValuesType.SORTED, DocValuesSkipIndexType.NONE);
    /** Numbers in a column. */
    static final FieldType NUMBERS = column(DocValuesType.SORTED_NUMERIC, DocValuesSkipIndexType.RANGE);
    /** The number that a slice is sorted by. */
    static final FieldType TIME = column(DocValuesType.NUMERIC, DocValuesSkipIndexType.RANGE);
    /** A term of an inverted index. */
    static final FieldType TERM = inverted(false);
    /** The words of an inverted index. */
    static final FieldType WORDS = inverted(true);
    /** A stored record. */
    static final FieldType STORED = stored();

    private static final BytesRef NO_BYTES = new BytesRef();

    private final String name;
    private final FieldType type;
    private final BytesRef bytes;
    private final long number;
    private final @Nullable TokenStream words;

    private Cell(String name, FieldType type, BytesRef bytes, long number, @Nullable TokenStream words) {
        this.name = name;
        this.type = type;
        this.bytes = bytes;
        this.number = number;
        this.words = words;
    }

    private static FieldType column(DocValuesType values, DocValuesSkipIndexType skipper) {
        FieldType type = new FieldType();
        type.setDocValuesType(values);
        type.setDocValuesSkipIndexType(skipper);
        type.freeze();
        return type;
    }

    private static FieldType inverted(boolean tokenized) {
        FieldType type = new FieldType();
        type.setIndexOptions(IndexOptions.DOCS);
        type.setOmitNorms(true);
        type.setTokenized(tokenized);
        type.freeze();
        return type;
    }

    private static FieldType stored() {
        FieldType type = new FieldType();
        type.setStored(true);
        type.freeze();
        return type;
    }

    static Cell bytes(String field, FieldType kind, BytesRef value) {
        return new Cell(field, kind, value, 0, null);
    }

    static Cell number(String field, FieldType kind, long value) {
        return new Cell(field, kind, NO_BYTES, value, null);
    }

    static Cell words(String field, TokenStream value) {
        return new Cell(field, WORDS, NO_BYTES, 0, value);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public IndexableFieldType fieldType() {
        return type;
    }

    @Override
    public @Nullable TokenStream tokenStream(Analyzer analyzer, TokenStream reuse) {
        return words;
    }

    @Override
    public BytesRef binaryValue() {
        return bytes;
    }

    @Override
    public @Nullable String stringValue() {
        return null;
    }

    @Override
    public @Nullable Reader readerValue() {
        return null;
    }

    @Override
    public Number numericValue() {
        return number;
    }

    @Override
    public StoredValue storedValue() {
        return new StoredValue(bytes);
    }

    @Override
    public InvertableType invertableType() {
        return words == null ? InvertableType.BINARY : InvertableType.TOKEN_STREAM;
    }
}
