package dev.vedette.host.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.DocValuesProducer;
import org.apache.lucene.codecs.FieldsProducer;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.NormsProducer;
import org.apache.lucene.codecs.PointsReader;
import org.apache.lucene.codecs.StoredFieldsReader;
import org.apache.lucene.codecs.TermVectorsReader;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.LeafMetaData;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfo;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.Version;
import org.jspecify.annotations.Nullable;

/** What can be read of a segment that is damaged: its stored records, and its columns unless those are gone. */
final class SalvagedSegment extends CodecReader {
    private final SegmentInfo info;
    private final FieldInfos fields;
    private final StoredFieldsReader stored;
    private final @Nullable DocValuesProducer columns;
    private final boolean columnsIntact;
    private final boolean recordsIntact;
    private final @Nullable Bits live;
    private final @Nullable Directory compound;
    private final List<String> notes = new ArrayList<>(); // before what is made with it

    /**
     * Opens one.
     *
     * @throws IOException if nothing at all can be read of it
     */
    SalvagedSegment(Directory folder, SegmentCommitInfo segment) throws IOException {
        info = segment.info;
        Codec codec = info.getCodec();
        compound = info.getUseCompoundFile() ? codec.compoundFormat().getCompoundReader(folder, info) : null;
        Directory files = compound == null ? folder : compound;
        fields = codec.fieldInfosFormat().read(files, info, "", IOContext.DEFAULT);
        stored = codec.storedFieldsFormat().fieldsReader(files, info, fields, IOContext.DEFAULT);
        recordsIntact = storedIsIntact();
        DocValuesProducer read = null;
        boolean intact = false;
        try {
            read = codec.docValuesFormat().fieldsProducer(new SegmentReadState(files, info, fields, IOContext.DEFAULT));
            read.checkIntegrity();
            intact = true;
        } catch (IOException | RuntimeException e) {
            notes.add("columns: " + e.getMessage());
        }
        columns = read;
        columnsIntact = intact;
        live = live(folder, segment, codec);
    }

    private boolean storedIsIntact() {
        try {
            stored.checkIntegrity();
            return true;
        } catch (IOException | RuntimeException e) {
            notes.add("records: " + e.getMessage());
            return false;
        }
    }

    private @Nullable Bits live(Directory folder, SegmentCommitInfo segment, Codec codec) {
        try {
            return segment.hasDeletions()
                    ? codec.liveDocsFormat().readLiveDocs(folder, segment, IOContext.DEFAULT)
                    : null;
        } catch (IOException | RuntimeException e) {
            notes.add("deletions: " + e.getMessage());
            return null;
        }
    }

    boolean hasColumns() {
        return columns != null;
    }

    boolean columnsAreIntact() {
        return columnsIntact;
    }

    boolean recordsAreIntact() {
        return recordsIntact;
    }

    List<String> notes() {
        return notes;
    }

    @Override
    public StoredFieldsReader getFieldsReader() {
        return stored;
    }

    @Override
    public @Nullable TermVectorsReader getTermVectorsReader() {
        return null;
    }

    @Override
    public @Nullable NormsProducer getNormsReader() {
        return null;
    }

    @Override
    public @Nullable DocValuesProducer getDocValuesReader() {
        return columns;
    }

    @Override
    public @Nullable FieldsProducer getPostingsReader() {
        return null;
    }

    @Override
    public @Nullable PointsReader getPointsReader() {
        return null;
    }

    @Override
    public @Nullable KnnVectorsReader getVectorReader() {
        return null;
    }

    @Override
    public FieldInfos getFieldInfos() {
        return fields;
    }

    @Override
    public @Nullable Bits getLiveDocs() {
        return live;
    }

    @Override
    public LeafMetaData getMetaData() {
        return new LeafMetaData(Version.LATEST.major, info.getMinVersion(), null, false);
    }

    @Override
    public int numDocs() {
        return info.maxDoc();
    }

    @Override
    public int maxDoc() {
        return info.maxDoc();
    }

    @Override
    public @Nullable CacheHelper getCoreCacheHelper() {
        return null;
    }

    @Override
    public @Nullable CacheHelper getReaderCacheHelper() {
        return null;
    }

    @Override
    protected void doClose() throws IOException {
        try (Directory closing = compound;
                DocValuesProducer closingToo = columns) {
            stored.close();
        }
    }
}
