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

/** One value of a Lucene document; used again for the next document, because an event has dozens. */
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

    private String name = "";
    private FieldType type = STORED;
    private BytesRef bytes = new BytesRef();
    private long number;
    private @Nullable TokenStream words;

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

    Cell bytes(String field, FieldType kind, BytesRef value) {
        name = field;
        type = kind;
        bytes = value;
        words = null;
        return this;
    }

    Cell number(String field, FieldType kind, long value) {
        name = field;
        type = kind;
        number = value;
        words = null;
        return this;
    }

    Cell words(String field, TokenStream value) {
        name = field;
        type = WORDS;
        words = value;
        return this;
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
