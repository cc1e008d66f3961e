package dev.vedette.host.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * The chain of a slice on disk: batches one after the other, each with its length and checksum in front. A batch is
 * durable before the commit that it belongs to; what a crash leaves behind the last commit's batch is written over.
 */
final class ChainFile implements AutoCloseable {
    static final String NAME = "chain";

    private static final int HEAD = 8;

    private final FileChannel channel;
    private final Path path;

    private ChainFile(FileChannel channel, Path path) {
        this.channel = channel;
        this.path = path;
    }

    static boolean exists(Path slice) {
        return Files.exists(slice.resolve(NAME));
    }

    static ChainFile openToWrite(Path slice) throws IOException {
        Path path = slice.resolve(NAME);
        return new ChainFile(
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                path);
    }

    static ChainFile openToRead(Path slice) throws IOException {
        Path path = slice.resolve(NAME);
        return new ChainFile(FileChannel.open(path, StandardOpenOption.READ), path);
    }

    /**
     * A batch as it stands in the file.
     *
     * @param offset where it begins
     * @param end where the next one begins
     * @param head SHA-256 of its bytes
     */
    record Framed(long offset, long end, byte[] head, ChainBatch batch) {}

    /**
     * Reads the batch at an offset.
     *
     * @throws IOException if there is none that is intact
     */
    Framed read(long offset) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(HEAD);
        fill(head, offset);
        int length = head.getInt();
        int sum = head.getInt();
        if (length < 0 || offset + HEAD + length > channel.size()) {
            throw damaged(offset);
        }
        ByteBuffer body = ByteBuffer.allocate(length);
        fill(body, offset + HEAD);
        if (sum(body.array()) != sum) {
            throw damaged(offset);
        }
        byte[] hash = new RecordHash().of(body.array(), length);
        return new Framed(offset, offset + HEAD + length, hash, ChainBatch.read(body.array()));
    }

    private void fill(ByteBuffer into, long offset) throws IOException {
        long at = offset;
        while (into.hasRemaining()) {
            int read = channel.read(into, at);
            if (read < 0) {
                throw damaged(offset);
            }
            at += read;
        }
        into.flip();
    }

    private IOException damaged(long offset) {
        return new IOException("the hash chain " + path + " is damaged or cut at byte " + offset);
    }

    private static int sum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    long size() throws IOException {
        return channel.size();
    }

    /** Writes a batch at an offset, over whatever stands there, and makes it durable. */
    Framed write(long offset, ChainBatch batch) throws IOException {
        byte[] bytes = batch.bytes();
        ByteBuffer frame = ByteBuffer.allocate(HEAD + bytes.length);
        frame.putInt(bytes.length).putInt(sum(bytes)).put(bytes).flip();
        channel.truncate(offset);
        long at = offset;
        while (frame.hasRemaining()) {
            at += channel.write(frame, at);
        }
        channel.force(true);
        return new Framed(offset, at, new RecordHash().of(bytes, bytes.length), batch);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
