package dev.vedette.host.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.util.StringHelper;

/** Finds the segments of an index that cannot be opened: by its last commit, or by looking which files there are. */
final class DamagedIndex {
    private static final String INFO = ".si";

    private DamagedIndex() {}

    /** The segments, oldest first; {@code notes} gets what stood in the way. */
    static List<SegmentCommitInfo> segments(Directory files, List<String> notes) throws IOException {
        try {
            return SegmentInfos.readLatestCommit(files).asList();
        } catch (IOException | RuntimeException e) {
            notes.add("commit: " + e.getMessage());
        }
        List<SegmentCommitInfo> found = new ArrayList<>();
        for (String file : files.listAll()) {
            if (file.endsWith(INFO)) {
                String name = IndexFileNames.parseSegmentName(file);
                try {
                    SegmentInfo info = new VedetteCodec()
                            .segmentInfoFormat()
                            .read(files, name, id(files, file), IOContext.DEFAULT);
                    info.setCodec(new VedetteCodec());
                    found.add(new SegmentCommitInfo(info, 0, 0, -1, -1, -1, StringHelper.randomId()));
                } catch (IOException | RuntimeException e) {
                    notes.add("segment " + name + ": " + e.getMessage());
                }
            }
        }
        found.sort(Comparator.comparingLong(
                segment -> Long.parseLong(segment.info.name.substring(1), Character.MAX_RADIX)));
        return found;
    }

    /** The id that stands in the header of a file: magic, name of the format, version, id. */
    private static byte[] id(Directory files, String file) throws IOException {
        try (IndexInput in = files.openInput(file, IOContext.DEFAULT)) {
            CodecUtil.readBEInt(in);
            in.readString();
            CodecUtil.readBEInt(in);
            byte[] id = new byte[StringHelper.ID_LENGTH];
            in.readBytes(id, 0, id.length);
            return id;
        }
    }
}
