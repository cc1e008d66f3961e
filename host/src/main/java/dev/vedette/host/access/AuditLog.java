package dev.vedette.host.access;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit log of a host: every record holds the hash of the one before, so that what is changed or taken out later does
 * not fit any more. Who can write the database can write the whole chain anew; against that helps a head ({@link
 * #verify}) noted elsewhere.
 */
public final class AuditLog implements Audit {
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
    private static final int LONGEST = 4_000; // characters of one value
    private static final int PAGE = 2_000;

    private final AccessRepository repository;
    private final Clock clock;
    private @Nullable AuditRecord last;
    private boolean lastKnown;
    private long unwritten;
    private Instant unwrittenSince = Instant.EPOCH;

    AuditLog(AccessRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /** Writes an entry of this very moment. */
    public void record(String who, AuditAction action, Map<String, String> detail) throws IOException {
        record(new AuditEntry(clock.instant(), who, action, detail));
    }

    @Override
    public synchronized void record(AuditEntry entry) throws IOException {
        try {
            if (unwritten > 0) {
                append(new AuditEntry(
                        clock.instant(),
                        "host",
                        AuditAction.AUDIT_GAP,
                        Map.of("entries", Long.toString(unwritten), "since", unwrittenSince.toString())));
                unwritten = 0;
            }
            append(entry);
        } catch (IOException e) {
            lastKnown = false; // it may have been written all the same
            if (entry.action().refusedUnwritten()) {
                throw new IOException(
                        "the audit log cannot be written (" + e.getMessage() + "), so this was not done", e);
            }
            if (unwritten++ == 0) {
                unwrittenSince = clock.instant();
                LOG.error("The audit log cannot be written; searches go on, changes are refused until it can.", e);
            }
        }
    }

    private void append(AuditEntry entry) throws IOException {
        if (!lastKnown) {
            List<AuditRecord> latest = repository.audit(AuditFilter.latest(1));
            last = latest.isEmpty() ? null : latest.getFirst();
            lastKnown = true;
        }
        AuditRecord next = AuditRecord.after(last, bounded(entry));
        repository.append(next);
        last = next;
    }

    private static AuditEntry bounded(AuditEntry entry) {
        Map<String, String> detail = new TreeMap<>();
        entry.detail()
                .forEach((name, value) -> detail.put(
                        name,
                        value.length() <= LONGEST
                                ? value
                                : value.substring(0, LONGEST) + "... (" + value.length() + " characters)"));
        return new AuditEntry(
                entry.when().truncatedTo(ChronoUnit.MILLIS), entry.who(), entry.action(), entry.client(), detail);
    }

    /** Entries that could not be written and wait to be counted in the log; 0 when it is well. */
    public synchronized long unwritten() {
        return unwritten;
    }

    public List<AuditRecord> list(AuditFilter filter) throws IOException {
        return repository.audit(filter);
    }

    /**
     * Goes through the whole chain.
     *
     * @param head what an earlier call gave and somebody kept elsewhere, or null
     */
    public AuditVerdict verify(@Nullable String head) {
        AuditRecord previous = null;
        boolean headSeen = head == null;
        List<AuditRecord> page;
        do {
            try {
                page = repository.auditAfter(previous == null ? 0 : previous.number(), PAGE);
            } catch (IOException e) {
                return verdict(previous, "what comes after it cannot be read: " + e.getMessage());
            }
            for (AuditRecord record : page) {
                if (!record.follows(previous)) {
                    return verdict(
                            previous,
                            "record " + record.number() + " is not what was written after it; somebody changed the"
                                    + " state database, or it is damaged");
                }
                headSeen |= head(record).equals(head);
                previous = record;
            }
        } while (!page.isEmpty());
        return verdict(
                previous,
                headSeen ? null : "the chain fits, but does not contain the head " + head + "; it was written anew");
    }

    private static AuditVerdict verdict(@Nullable AuditRecord last, @Nullable String problem) {
        return new AuditVerdict(last == null ? 0 : last.number(), head(last), problem);
    }

    private static String head(@Nullable AuditRecord record) {
        return record == null ? "0:" + AuditRecord.NONE : record.number() + ":" + record.hash();
    }
}
