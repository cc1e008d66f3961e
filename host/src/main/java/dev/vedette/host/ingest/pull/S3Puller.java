package dev.vedette.host.ingest.pull;

import dev.vedette.host.ingest.FileRecords;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Takes in what is new in a bucket: by listing it, or as a queue of notifications says. */
final class S3Puller implements Puller {
    private static final int WAIT_SECONDS = 5; // a stop of the host waits for it
    private static final int HIDDEN_SECONDS = 900; // while an object is being read nobody else gets its message
    private static final int AGAIN_SECONDS = 30;
    private static final DateTimeFormatter YEAR = DateTimeFormatter.ofPattern("uuuu", Locale.ROOT);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MM", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd", Locale.ROOT);
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH", Locale.ROOT);

    private final S3Settings settings;
    private final Supplier<FileRecords> files;
    private @Nullable S3Client bucket;
    private @Nullable SqsClient queue;

    S3Puller(S3Settings settings, Supplier<FileRecords> files) {
        this.settings = settings;
        this.files = files;
    }

    @Override
    public void fetch(Taking taking) throws IOException, InterruptedException {
        try {
            S3Client open = bucket;
            if (open == null) {
                open = AwsClients.s3(settings);
                bucket = open;
            }
            S3Objects objects = new S3Objects(open, settings, files.get());
            Instant oldest = taking.now().minus(settings.lookBack());
            if (settings.queue() == null) {
                list(open, objects, oldest, taking);
            } else {
                receive(objects, taking);
            }
            objects.forget(taking, oldest.minus(Duration.ofDays(1)));
        } catch (SdkException e) {
            close();
            throw new IOException("S3: " + e.getMessage(), e);
        }
    }

    private void list(S3Client open, S3Objects objects, Instant oldest, Taking taking)
            throws IOException, InterruptedException {
        List<S3Objects.Found> found = new ArrayList<>();
        String name = String.valueOf(settings.bucket());
        for (String prefix : prefixes(settings.prefix(), oldest, taking.now())) {
            for (S3Object object : open.listObjectsV2Paginator(
                            request -> request.bucket(name).prefix(prefix))
                    .contents()) {
                if (object.size() > 0 && object.lastModified().isAfter(oldest)) {
                    String tag = object.eTag() == null ? "" : object.eTag();
                    found.add(new S3Objects.Found(name, object.key(), tag, object.size(), object.lastModified()));
                }
            }
        }
        found.sort(Comparator.comparing(S3Objects.Found::changed).thenComparing(S3Objects.Found::key));
        for (S3Objects.Found object : found) {
            objects.take(object, taking);
        }
        objects.settle(taking);
    }

    /** Every prefix that stands for a time between the two. */
    static Set<String> prefixes(String pattern, Instant from, Instant to) {
        boolean hours = pattern.contains("{HH}");
        ChronoUnit step = hours ? ChronoUnit.HOURS : ChronoUnit.DAYS;
        Set<String> prefixes = new LinkedHashSet<>();
        for (Instant time = from.truncatedTo(step); !time.isAfter(to); time = time.plus(step.getDuration())) {
            prefixes.add(pattern.replace("{yyyy}", YEAR.format(time.atOffset(ZoneOffset.UTC)))
                    .replace("{MM}", MONTH.format(time.atOffset(ZoneOffset.UTC)))
                    .replace("{dd}", DAY.format(time.atOffset(ZoneOffset.UTC)))
                    .replace("{HH}", HOUR.format(time.atOffset(ZoneOffset.UTC))));
        }
        return prefixes;
    }

    private void receive(S3Objects objects, Taking taking) throws IOException, InterruptedException {
        SqsClient open = queue;
        if (open == null) {
            open = AwsClients.sqs(settings);
            queue = open;
        }
        String address = String.valueOf(settings.queue());
        List<Message> messages = open.receiveMessage(request -> request.queueUrl(address)
                        .maxNumberOfMessages(10)
                        .waitTimeSeconds(WAIT_SECONDS)
                        .visibilityTimeout(HIDDEN_SECONDS))
                .messages();
        IOException problem = null;
        for (Message message : messages) {
            String receipt = message.receiptHandle();
            try {
                for (S3Objects.Found object : S3Notification.objects(message.body(), taking.now())) {
                    objects.take(object, taking);
                }
                objects.settle(taking); // only then may the queue forget it
                open.deleteMessage(request -> request.queueUrl(address).receiptHandle(receipt));
            } catch (S3Notification.ForeignException e) { // it stays, for its owner or the queue's redrive policy
                taking.broken();
                problem = e;
            } catch (IOException e) {
                open.changeMessageVisibility(request ->
                        request.queueUrl(address).receiptHandle(receipt).visibilityTimeout(AGAIN_SECONDS));
                problem = e;
            }
        }
        if (problem != null) {
            throw problem;
        }
    }

    @Override
    public void close() {
        if (bucket != null) {
            bucket.close();
            bucket = null;
        }
        if (queue != null) {
            queue.close();
            queue = null;
        }
    }
}
