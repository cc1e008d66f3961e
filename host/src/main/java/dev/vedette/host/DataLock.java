package dev.vedette.host;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds a data folder for one host, before anything in it is touched. The system lets go of it when the process ends. */
final class DataLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DataLock.class);
    private static final String FILE = "host.lock";

    private final FileChannel channel;

    private DataLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the folder, making it where it is missing.
     *
     * @throws IOException if it cannot be had, in one line with the remedy
     */
    static DataLock take(Path data) throws IOException {
        if (Files.isRegularFile(data)) {
            throw new IOException("the data folder " + data + " is a file; name a folder with --data");
        }
        FileChannel channel;
        try {
            makePrivate(data);
            channel = FileChannel.open(data.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new IOException(
                    "the data folder " + data + " cannot be used (" + e
                            + "); give the user that runs this the right to write there, or name another with --data",
                    e);
        }
        try {
            FileLock held = channel.tryLock();
            if (held != null) {
                return new DataLock(channel);
            }
        } catch (OverlappingFileLockException e) {
            LOG.debug("this very process holds the lock of {}", data, e);
        }
        channel.close();
        throw new IOException(
                "another host uses the data folder " + data + "; stop that one, or name another folder with --data");
    }

    /** A new folder is its owner's alone, for it holds everybody's logs; the rights of one that is there stand. */
    private static void makePrivate(Path data) throws IOException {
        if (Files.isDirectory(data)) {
            return;
        }
        Path parent = data.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectory(
                    data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectory(data);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
