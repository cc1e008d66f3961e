package dev.vedette.host.ingest.pull;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * A member of a consumer group. The offset of each record goes into the journal with it; the group's offsets are committed
 * behind the journal's force, for other members and for tools that show the lag. After a kill a partition is read from
 * the higher of the two.
 */
final class KafkaPuller implements Puller {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration REACH = Duration.ofSeconds(20);
    private static final Duration QUIET = Duration.ofSeconds(10);

    private final KafkaSettings settings;
    private final String id;
    private @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private Instant heard = Instant.EPOCH;

    KafkaPuller(String id, KafkaSettings settings) {
        this.id = id;
        this.settings = settings;
    }

    @Override
    public void fetch(Taking taking) throws IOException, InterruptedException {
        KafkaConsumer<byte[], byte[]> open = consumer;
        try {
            if (open == null) {
                open = subscribe(taking);
                consumer = open;
            }
            ConsumerRecords<byte[], byte[]> records = open.poll(POLL);
            take(records, open, taking);
            heard(records, open, taking.now());
        } catch (InterruptException e) {
            throw stopped(e);
        } catch (KafkaException e) {
            close(); // a new client begins with what is durable
            throw new IOException("Kafka: " + e.getMessage(), e);
        }
    }

    /** A client whose broker is gone waits without a word: after some quiet it is made to ask something. */
    private void heard(ConsumerRecords<byte[], byte[]> records, KafkaConsumer<byte[], byte[]> open, Instant now) {
        if (!records.isEmpty()) {
            heard = now;
        } else if (!now.isBefore(heard.plus(QUIET))) {
            open.endOffsets(open.assignment());
            heard = now;
        }
    }

    private static InterruptedException stopped(InterruptException cause) {
        Thread.interrupted(); // the client has set it again
        InterruptedException stopped = new InterruptedException("the host stops");
        stopped.initCause(cause);
        return stopped;
    }

    private KafkaConsumer<byte[], byte[]> subscribe(Taking taking) throws IOException {
        KafkaConsumer<byte[], byte[]> fresh =
                new KafkaConsumer<>(properties(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        boolean subscribed = false;
        try {
            for (String topic : settings.topics()) {
                if (fresh.partitionsFor(topic, REACH).isEmpty()) {
                    throw new IOException("Kafka has no topic '" + topic + "'; check kafka.topics");
                }
            }
            fresh.subscribe(settings.topics(), new Assigned(fresh, taking));
            subscribed = true;
            return fresh;
        } finally {
            if (!subscribed) {
                fresh.close();
            }
        }
    }

    private Properties properties() throws IOException {
        Properties properties = new Properties();
        if (settings.propertiesFile() != null) {
            try (Reader file = Files.newBufferedReader(settings.propertiesFile())) {
                properties.load(file);
            } catch (IOException e) {
                throw new IOException(
                        "kafka.properties-file " + settings.propertiesFile() + " cannot be read: " + e.getMessage(), e);
            }
        }
        properties.putAll(settings.properties());
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, String.join(",", settings.brokers()));
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
        properties.putIfAbsent(ConsumerConfig.CLIENT_ID_CONFIG, "vedette-" + id);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false"); // a name with a typo makes nothing
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, settings.start().name().toLowerCase(Locale.ROOT));
        return properties;
    }

    private void take(ConsumerRecords<byte[], byte[]> records, KafkaConsumer<byte[], byte[]> from, Taking taking)
            throws IOException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            String next = Long.toString(record.offset() + 1);
            if (record.value() != null) { // else a tombstone: it says that a key is gone
                taking.record(record.value(), record.topic(), part(record.topic(), record.partition()), next);
            }
            read.put(
                    new TopicPartition(record.topic(), record.partition()), new OffsetAndMetadata(record.offset() + 1));
        }
        taking.settle();
        if (!read.isEmpty()) {
            from.commitSync(read);
        }
    }

    private String part(String topic, int partition) {
        return settings.group() + "/" + topic + "/" + partition;
    }

    /** Goes on where the journal says, if the group does not know of more. */
    private final class Assigned implements ConsumerRebalanceListener {
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final Taking taking;

        Assigned(KafkaConsumer<byte[], byte[]> consumer, Taking taking) {
            this.consumer = consumer;
            this.taking = taking;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(partitions), REACH);
            for (TopicPartition partition : partitions) {
                String mark = taking.mark(part(partition.topic(), partition.partition()));
                OffsetAndMetadata group = committed.get(partition);
                if (mark != null && (group == null || Long.parseLong(mark) > group.offset())) {
                    consumer.seek(partition, Long.parseLong(mark));
                }
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            // what was taken of them is committed after each poll
        }
    }

    @Override
    public void close() {
        KafkaConsumer<byte[], byte[]> open = consumer;
        consumer = null;
        if (open != null) {
            boolean interrupted = Thread.interrupted(); // it would keep the client from leaving its group
            try {
                open.close();
            } catch (KafkaException e) {
                // it ends anyway; what was not committed is in the journal's marks
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
