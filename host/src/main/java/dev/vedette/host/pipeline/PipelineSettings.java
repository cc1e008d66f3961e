package dev.vedette.host.pipeline;

import java.time.Duration;

/**
 * How the pipeline works.
 *
 * @param workers threads that parse, detect and index; 0 for one per processor
 * @param batchRecords the most records that a worker takes at once
 * @param queuedBatches the batches that may wait for a worker before the journal, and then the senders, are held up
 * @param maxFields the most fields of an event
 * @param maxText the most characters of one value
 * @param commitInterval how often the index is made durable and the journal released
 */
public record PipelineSettings(
        int workers, int batchRecords, int queuedBatches, int maxFields, int maxText, Duration commitInterval) {
    public static final PipelineSettings DEFAULTS =
            new PipelineSettings(0, 512, 16, 1_000, 32 * 1024, Duration.ofSeconds(10));

    public PipelineSettings {
        if (workers < 0 || batchRecords < 1 || queuedBatches < 1 || maxFields < 1 || maxText < 1) {
            throw new IllegalArgumentException("the pipeline's settings are positive numbers");
        }
        if (commitInterval.isNegative() || commitInterval.isZero()) {
            throw new IllegalArgumentException("the commit interval is more than 0");
        }
    }

    int workerCount() {
        return workers > 0 ? workers : Runtime.getRuntime().availableProcessors();
    }
}
