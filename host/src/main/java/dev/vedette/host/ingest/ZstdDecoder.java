package dev.vedette.host.ingest;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;

/** Decompresses zstd (RFC 8878, several frames too), with windows of up to 8 MiB, which the standard asks of decoders. */
final class ZstdDecoder implements BodyDecoder {
    private static final int WINDOW_LOG = 23;

    private final ZstdDecompressCtx context = new ZstdDecompressCtx().setLongMax(WINDOW_LOG);
    private ByteBuffer input = ByteBuffer.allocate(0);
    private boolean complete;
    private boolean more; // output that did not fit is still inside

    @Override
    public void feed(byte[] piece) {
        input = ByteBuffer.wrap(piece);
    }

    @Override
    public int read(byte[] out) throws DataFormatException {
        ByteBuffer target = ByteBuffer.wrap(out);
        try {
            while (target.position() == 0 && (input.hasRemaining() || more)) {
                int before = input.position();
                complete = context.decompressByteBufferStream(target, input);
                more = !complete && !target.hasRemaining();
                if (target.position() == 0 && input.position() == before) {
                    more = false;
                    break;
                }
            }
        } catch (ZstdException e) {
            throw new DataFormatException(e.getMessage());
        }
        return target.position();
    }

    @Override
    public boolean complete() {
        return complete && !input.hasRemaining();
    }

    @Override
    public void close() {
        context.close();
    }
}
