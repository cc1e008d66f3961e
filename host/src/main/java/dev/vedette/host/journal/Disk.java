package dev.vedette.host.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What the journal asks of the file system when it writes; tests put one in between that counts, fails or tears. */
interface Disk {
    /** The real one. */
    Disk REAL = new Disk() {
        @Override
        public OpenFile create(Path path) throws IOException {
            return new ChannelFile(FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        }

        @Override
        public void syncFolder(Path folder) throws IOException {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    };

    /** Creates a file that must not exist. */
    OpenFile create(Path path) throws IOException;

    /** Makes the names in a folder durable. */
    void syncFolder(Path folder) throws IOException;

    /** A file being written. */
    interface OpenFile extends Closeable {
        /** Writes all of it. */
        void write(ByteBuffer bytes, long offset) throws IOException;

        /** Returns when everything written is on the disk. */
        void force() throws IOException;

        void truncate(long size) throws IOException;
    }

    /** A file on the real disk. */
    record ChannelFile(FileChannel channel) implements OpenFile {
        @Override
        public void write(ByteBuffer bytes, long offset) throws IOException {
            long at = offset;
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public void truncate(long size) throws IOException {
            channel.truncate(size);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
