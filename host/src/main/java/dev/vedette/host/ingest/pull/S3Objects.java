package dev.vedette.host.ingest.pull;

import dev.vedette.api.read.RecordSink;
import dev.vedette.host.ingest.DamagedFileException;
import dev.vedette.host.ingest.FileRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Takes objects in, each once: what was read of one goes into the journal with its records, and what was read to its end
 * is remembered until it is too old to be looked at.
 */
final class S3Objects {
    private static final Logger LOG = LoggerFactory.getLogger(S3Objects.class);
    private static final String PART = "object/";
    private static final String END = "end";
    private static final int PRECONDITION_FAILED = 412;
    private static final int MOST_UNSETTLED = 100;

    private final S3Client client;
    private final S3Settings settings;
    private final FileRecords files;
    private final Map<String, String> ended = new LinkedHashMap<>();

    S3Objects(S3Client client, S3Settings settings, FileRecords files) {
        this.client = client;
        this.settings = settings;
        this.files = files;
    }

    /**
     * An object as a listing or a notification names it.
     *
     * @param tag of its content, or empty where a store has none
     */
    record Found(String bucket, String key, String tag, long bytes, Instant changed) {
        Found {
            tag = tag.replace("\"", ""); // a listing has it in quotes, a notification has not
        }

        /** An object that was written anew is another one. */
        String version() {
            return tag.isEmpty() ? bytes + "@" + changed : tag;
        }

        String part() {
            return PART + bucket + "/" + key;
        }
    }

    /** How far an object was read: {@code TAG|RECORDS} or {@code TAG|end|WHEN}. */
    private record Progress(String tag, String done, String when) {
        static Progress of(String text) {
            String[] parts = text.split("\\|", 3);
            return new Progress(parts[0], parts.length > 1 ? parts[1] : "0", parts.length > 2 ? parts[2] : "");
        }
    }

    /** Takes an object in, if it is not yet; what was taken is durable after {@link #settle}. */
    void take(Found object, Taking taking) throws IOException, InterruptedException {
        String mark = taking.mark(object.part());
        Progress progress = mark == null ? null : Progress.of(mark);
        long had = 0;
        if (progress != null && progress.tag().equals(object.version())) {
            if (progress.done().equals(END)) {
                return;
            }
            had = Long.parseLong(progress.done());
        }
        String end = object.version() + "|" + END + "|" + taking.now();
        if (object.bytes() > settings.maxObjectBytes()) {
            LOG.warn(
                    "The object {} of {} bytes is left out: it is larger than s3.max-object-bytes.",
                    object.key(),
                    object.bytes());
            taking.broken();
            ended(object, end, taking);
            return;
        }
        Path file = Files.createTempFile("vedette-object-", suffix(object.key()));
        try {
            download(object, file);
            Records records = new Records(object, had, taking);
            try {
                files.read(file, records);
            } catch (Stopped stopped) {
                throw stopped.cause();
            } catch (DamagedFileException e) { // what could be read is taken; if the disk failed it is fetched again
                LOG.warn("The object {} is damaged: {}", object.key(), e.getMessage());
                taking.broken();
            }
            ended(object, end, taking);
        } catch (NoSuchKeyException e) {
            LOG.warn("The object {} is gone before it was read.", object.key());
            taking.broken();
        } catch (WrittenAnewException e) { // it comes again under its new tag
            LOG.info("The object {} was written anew before it was read.", object.key());
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** One wait for the journal does for many small objects; one that is forgotten by a kill is looked at again. */
    private void ended(Found object, String end, Taking taking) throws IOException, InterruptedException {
        ended.put(object.part(), end);
        if (ended.size() >= MOST_UNSETTLED) {
            settle(taking);
        }
    }

    /** Waits until all that was taken is durable, and notes the objects that were read to their end. */
    void settle(Taking taking) throws IOException, InterruptedException {
        for (Map.Entry<String, String> one : ended.entrySet()) {
            taking.moved(one.getKey(), one.getValue());
        }
        ended.clear();
        taking.settle();
    }

    private static String suffix(String key) {
        return key.endsWith(".gz") ? ".gz" : ".object";
    }

    private void download(Found object, Path file) throws IOException {
        Files.delete(file); // the client makes it
        try {
            String tag = object.tag().isEmpty() ? null : '"' + object.tag() + '"';
            client.getObject(
                    request -> request.bucket(object.bucket()).key(object.key()).ifMatch(tag), file);
        } catch (NoSuchKeyException e) {
            throw e;
        } catch (S3Exception e) {
            if (e.statusCode() == PRECONDITION_FAILED) {
                throw new WrittenAnewException(e);
            }
            throw new IOException("the object " + object.key() + " cannot be read: " + e.getMessage(), e);
        } catch (SdkException e) {
            throw new IOException("the object " + object.key() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Lets go the memory of objects that were read so long ago that they are not looked at again. */
    void forget(Taking taking, Instant before) {
        List<String> old = new ArrayList<>();
        taking.marks(PART).forEach((part, text) -> {
            Progress progress = Progress.of(text);
            if (progress.done().equals(END) && Instant.parse(progress.when()).isBefore(before)) {
                old.add(part);
            }
        });
        if (!old.isEmpty()) {
            taking.forget(old);
        }
    }

    /** The object has another content than the listing or notification said. */
    private static final class WrittenAnewException extends RuntimeException {
        private static final long serialVersionUID = 1;

        WrittenAnewException(S3Exception cause) {
            super(cause);
        }
    }

    /** Carries an interruption through the reader, which knows none. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final InterruptedException stop;

        Stopped(InterruptedException stop) {
            super(stop);
            this.stop = stop;
        }

        InterruptedException cause() {
            return stop;
        }
    }

    private static final class Records implements RecordSink {
        private final Found object;
        private final long had;
        private final Taking taking;
        private long count;

        Records(Found object, long had, Taking taking) {
            this.object = object;
            this.had = had;
            this.taking = taking;
        }

        @Override
        public void record(byte[] bytes) {
            count++;
            if (count <= had) {
                return;
            }
            try {
                taking.record(bytes, object.bucket(), object.part(), object.version() + "|" + count);
            } catch (InterruptedException e) {
                throw new Stopped(e);
            }
        }

        @Override
        public void damaged(long offset, String reason) {
            LOG.warn("The object {} is damaged at {}: {}", object.key(), offset, reason);
            taking.broken();
        }
    }
}
