package dev.vedette.host.journal;

import dev.vedette.api.event.RawRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The bounded queue of the journal, already in the groups that one fsync makes durable. The caller holds a lock. */
final class Waiting {
    private static final long GROUP_BYTES = 8L << 20;

    private final JournalSettings settings;
    private final ArrayDeque<Group> groups = new ArrayDeque<>();
    private List<Runnable> onRoom = new ArrayList<>();
    private long records;
    private long bytes;

    Waiting(JournalSettings settings) {
        this.settings = settings;
    }

    /** A record and how far its source is with it. */
    record Offered(RawRecord record, @Nullable SourceMark mark) {}

    /** Records with one fate. */
    static final class Group {
        private final List<Offered> records = new ArrayList<>();
        private final CompletableFuture<Void> future = new CompletableFuture<>();
        private long bytes;

        List<Offered> records() {
            return records;
        }

        CompletableFuture<Void> future() {
            return future;
        }
    }

    /** Queues a record; null if it does not fit. */
    @Nullable
    CompletableFuture<Void> add(RawRecord record, @Nullable SourceMark mark) {
        long size = record.bytes().length;
        if (size > settings.queueBytes()) {
            throw new IllegalArgumentException("a record of " + size + " bytes is larger than the journal's queue of "
                    + settings.queueBytes() + " bytes (journal.queueBytes); receivers must cut or refuse it");
        }
        if (records >= settings.queueRecords() || bytes + size > settings.queueBytes()) {
            return null;
        }
        Group group = groups.peekLast();
        if (group == null || group.records.size() >= settings.groupRecords() || group.bytes >= GROUP_BYTES) {
            group = new Group();
            groups.addLast(group);
        }
        group.records.add(new Offered(record, mark));
        group.bytes += size;
        records++;
        bytes += size;
        return group.future;
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }

    @Nullable
    Group poll() {
        return groups.pollFirst();
    }

    long records() {
        return records;
    }

    boolean hasRoom() {
        return records <= settings.queueRecords() / 2 && bytes <= settings.queueBytes() / 2;
    }

    void onRoom(Runnable once) {
        onRoom.add(once);
    }

    /** Forgets a group that was handed on; returns whom to tell about the room. */
    List<Runnable> done(Group group) {
        records -= group.records.size();
        bytes -= group.bytes;
        if (!hasRoom() || onRoom.isEmpty()) {
            return List.of();
        }
        List<Runnable> told = onRoom;
        onRoom = new ArrayList<>();
        return told;
    }

    List<Group> drain() {
        List<Group> all = new ArrayList<>(groups);
        groups.clear();
        records = 0;
        bytes = 0;
        return all;
    }
}
