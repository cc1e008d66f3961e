package dev.vedette.host.store;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import org.apache.lucene.codecs.compressing.CompressionMode;
import org.apache.lucene.codecs.compressing.Compressor;
import org.apache.lucene.codecs.compressing.Decompressor;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.store.ByteBuffersDataInput;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;

/** Zstandard for blocks of stored records: length of the compressed block, block. */
final class ZstdMode extends CompressionMode {
    private final int level;

    ZstdMode(int level) {
        this.level = level;
    }

    @Override
    public Compressor newCompressor() {
        return new ZstdCompressor(level);
    }

    @Override
    public Decompressor newDecompressor() {
        return new ZstdDecompressor();
    }

    private static final class ZstdCompressor extends Compressor {
        private final ZstdCompressCtx context;
        private byte[] plain = new byte[0];
        private byte[] packed = new byte[0];

        ZstdCompressor(int level) {
            context = new ZstdCompressCtx().setLevel(level).setChecksum(false).setContentSize(false);
        }

        @Override
        public void compress(ByteBuffersDataInput in, DataOutput out) throws IOException {
            int length = Math.toIntExact(in.length());
            plain = ArrayUtil.growNoCopy(plain, length);
            in.readBytes(plain, 0, length);
            packed = ArrayUtil.growNoCopy(packed, Math.toIntExact(Zstd.compressBound(length)));
            int size = context.compressByteArray(packed, 0, packed.length, plain, 0, length);
            out.writeVInt(size);
            out.writeBytes(packed, size);
        }

        @Override
        public void close() {
            context.close();
        }
    }

    /** Remembers the last block: the events of a page lie next to each other. One reader uses it, one thread at a time. */
    private static final class ZstdDecompressor extends Decompressor {
        private byte[] packed = new byte[0];
        private byte[] plain = new byte[0];
        private long block = -1;
        private long blockEnd = -1;

        @Override
        public void decompress(DataInput in, int originalLength, int offset, int length, BytesRef bytes)
                throws IOException {
            if (in instanceof IndexInput file && file.getFilePointer() == block) {
                file.seek(blockEnd); // a large event is spread over blocks, and the next one is read from there
            } else {
                block = -1;
                long pointer = in instanceof IndexInput file ? file.getFilePointer() : -1;
                unpack(in, originalLength);
                block = pointer;
                blockEnd = in instanceof IndexInput file ? file.getFilePointer() : -1;
            }
            bytes.bytes = ArrayUtil.growNoCopy(bytes.bytes, length);
            System.arraycopy(plain, offset, bytes.bytes, 0, length);
            bytes.offset = 0;
            bytes.length = length;
        }

        private void unpack(DataInput in, int originalLength) throws IOException {
            int size = in.readVInt();
            packed = ArrayUtil.growNoCopy(packed, size);
            in.readBytes(packed, 0, size);
            plain = ArrayUtil.growNoCopy(plain, originalLength);
            try {
                long unpacked = Zstd.decompressByteArray(plain, 0, originalLength, packed, 0, size);
                if (unpacked != originalLength) {
                    throw new CorruptIndexException("a block has " + unpacked + " bytes, not " + originalLength, in);
                }
            } catch (ZstdException e) {
                throw new CorruptIndexException("a block cannot be unpacked", in, e);
            }
        }

        @Override
        public Decompressor clone() {
            return new ZstdDecompressor();
        }
    }
}
