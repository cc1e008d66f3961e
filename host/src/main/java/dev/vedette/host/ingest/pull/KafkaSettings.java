package dev.vedette.host.ingest.pull;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Topics of a Kafka cluster, read as a member of a consumer group.
 *
 * @param brokers {@code host:port}, at least one
 * @param topics at least one
 * @param group id of the consumer group; hosts with the same share the partitions
 * @param start where a group begins that has read nothing yet
 * @param properties of the client as its documentation names them, for example {@code security.protocol}
 * @param propertiesFile more of them, for those that are secret ({@code sasl.jaas.config}); read at each start of the
 *     client
 */
public record KafkaSettings(
        List<String> brokers,
        List<String> topics,
        @Nullable String group,
        @Nullable Start start,
        Map<String, String> properties,
        @Nullable Path propertiesFile) {
    /** Where to begin. */
    public enum Start {
        EARLIEST,
        LATEST
    }

    public KafkaSettings {
        brokers = List.copyOf(brokers);
        topics = List.copyOf(topics);
        properties = Map.copyOf(properties);
        group = group == null ? "vedette" : group;
        start = start == null ? Start.EARLIEST : start;
        if (brokers.isEmpty() || topics.isEmpty()) {
            throw new IllegalArgumentException("kafka needs 'brokers' and 'topics', at least one of each");
        }
        for (String name : List.of("enable.auto.commit", "group.id", "key.deserializer", "value.deserializer")) {
            if (properties.containsKey(name)) {
                throw new IllegalArgumentException("kafka.properties: '" + name + "' is the host's own; leave it out");
            }
        }
    }

    @Override
    public String group() {
        return Objects.requireNonNull(group);
    }

    @Override
    public Start start() {
        return Objects.requireNonNull(start);
    }
}
