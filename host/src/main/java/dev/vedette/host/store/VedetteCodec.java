package dev.vedette.host.store;

import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.StoredFieldsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene90.compressing.Lucene90CompressingStoredFieldsFormat;

/**
 * Lucene's own codec with stored records packed by Zstandard. Its name is written into every segment and found again
 * through {@code META-INF/services}: what it reads must not change; a change needs a class with another name beside it.
 */
public final class VedetteCodec extends FilterCodec {
    private static final int LEVEL = 3;
    private static final int BLOCK_BYTES = 48 * 1024;
    private static final int BLOCK_EVENTS = 1_024;

    private final StoredFieldsFormat stored = new Lucene90CompressingStoredFieldsFormat(
            "VedetteZstd1", new ZstdMode(LEVEL), BLOCK_BYTES, BLOCK_EVENTS, 10);

    /** For Lucene's service loader. */
    public VedetteCodec() {
        super("Vedette1", lucene());
    }

    private static Codec lucene() {
        return new Lucene104Codec();
    }

    @Override
    public StoredFieldsFormat storedFieldsFormat() {
        return stored;
    }
}
