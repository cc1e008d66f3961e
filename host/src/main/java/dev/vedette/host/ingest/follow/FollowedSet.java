package dev.vedette.host.ingest.follow;

import dev.vedette.api.event.Origin;
import dev.vedette.host.ingest.ReceiverSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files that one receiver reads or has read. Belongs to its thread. */
final class FollowedSet {
    private static final Logger log = LoggerFactory.getLogger(FollowedSet.class);
    private static final int MAX_REMEMBERED = 10_000;
    private static final long IDLE_MILLIS = 60_000;
    private static final long GONE_MILLIS = 5_000;
    private static final long SETTLED_MILLIS = 2_000;
    private static final int ENOUGH = 128; // bytes by which a file under another number is known again

    private final ReceiverSettings settings;
    private final MatchingFiles matching;
    private final FollowedFiles notes;
    private final Clock clock;
    private final Map<String, FollowedFile> open = new LinkedHashMap<>();
    private final Map<String, Position> known = new LinkedHashMap<>(); // of files that are not open; the oldest first
    private final Map<String, String> current = new HashMap<>(); // key of the file that was read last under a name
    private final Set<String> finished = new HashSet<>(); // compressed ones
    private final Map<String, Origin> origins = new HashMap<>();
    private boolean firstLoad = true;

    FollowedSet(ReceiverSettings settings, MatchingFiles matching, FollowedFiles notes, Clock clock) {
        this.settings = settings;
        this.matching = matching;
        this.notes = notes;
        this.clock = clock;
    }

    /** Begins from the last note. */
    void load() throws IOException {
        firstLoad = open.isEmpty() && known.isEmpty();
        closeAll();
        known.clear();
        current.clear();
        finished.clear();
        for (Position position : notes.note(settings.id()).files()) {
            known.put(position.key(), position);
            if (position.current()) {
                current.put(position.path(), position.key());
            }
        }
    }

    List<FollowedFile> open() {
        return List.copyOf(open.values());
    }

    Origin origin(FollowedFile file, Origin.Builder from) {
        return origins.computeIfAbsent(
                file.path().toString(), name -> from.path(name).build());
    }

    /** Opens what is new or has grown; true if a file begins, or begins anew. */
    boolean look(FollowedFile.Lines lines) throws InterruptedException {
        long now = clock.millis();
        boolean changed = false;
        Set<String> seen = new HashSet<>();
        for (Path path : matching.now()) {
            try {
                String key = Content.key(path);
                seen.add(key);
                FollowedFile file = open.get(key);
                if (file == null) {
                    changed |= begin(key, path, now);
                } else {
                    changed |= !file.path().equals(path);
                    changed |= beginAnew(file, lines);
                    file.seenAs(path);
                }
            } catch (NoSuchFileException e) {
                log.debug("{} went away", path);
            } catch (IOException e) {
                log.warn("Receiver {} cannot read {}: {}", settings.id(), path, e.toString());
            }
        }
        open.values().stream().filter(file -> !seen.contains(file.key())).forEach(file -> file.unseen(now));
        open.values().forEach(file -> current.put(file.path().toString(), file.key()));
        return changed;
    }

    /** Somebody cut the file off; what was in it may be found again in a copy, so it is remembered. */
    private boolean beginAnew(FollowedFile file, FollowedFile.Lines lines) throws IOException, InterruptedException {
        if (!file.isTruncated()) {
            return false;
        }
        file.finish(lines);
        Position was = file.position(false);
        String key = was.key() + "~" + was.offset();
        known.put(key, new Position(key, was.path(), was.offset(), was.head(), was.tail(), false));
        file.beginAnew();
        return true;
    }

    private boolean begin(String key, Path path, long now) throws IOException {
        Position before = known.get(key);
        long size = Files.size(path);
        if (finished.contains(key) || (before != null && before.offset() == size)) {
            return false;
        }
        Content content = Content.open(path);
        boolean opened = false;
        try {
            if (content.isCompressed() && Files.getLastModifiedTime(path).toMillis() > now - SETTLED_MILLIS) {
                return false; // it is still being written
            }
            FollowedFile file = new FollowedFile(key, path, content, settings.maxRecordBytes(), now);
            Position at = position(before, content);
            if (at == null && before == null && isCopyUnderWay(path, size, now)) {
                return false;
            }
            if (at != null && firstLoad && at.current()) {
                file.skip(notes.handedSince(settings.id(), at.path()));
            }
            known.remove(key);
            open.put(key, file);
            opened = true;
            return true;
        } finally {
            if (!opened) {
                content.close();
            }
        }
    }

    /** Where to go on: by the file's number, or by its content under another one; null is the beginning. */
    private @Nullable Position position(@Nullable Position before, Content content) throws IOException {
        if (before != null && (before.offset() == 0 || content.continueAt(before))) {
            return before;
        }
        List<Position> others = new ArrayList<>(known.values());
        open.values().forEach(file -> others.add(file.position(false)));
        for (Position other : others) {
            if (!other.equals(before) && other.offset() >= ENOUGH && content.continueAt(other)) {
                return other;
            }
        }
        return null;
    }

    /** A rotation that copies: what has come of the copy so far is the beginning of a file that was read further. */
    private boolean isCopyUnderWay(Path path, long size, long now) throws IOException {
        if (size < ENOUGH || Files.getLastModifiedTime(path).toMillis() < now - SETTLED_MILLIS) {
            return false;
        }
        byte[] beginning;
        try (var in = Files.newInputStream(path)) {
            beginning = in.readNBytes(Trace.HEAD);
        }
        Trace head = new Trace();
        head.read(beginning, 0, beginning.length);
        return beginning.length == Trace.HEAD
                && open.values().stream()
                        .map(file -> file.position(false))
                        .anyMatch(other -> other.offset() > size && other.head() == head.headSum());
    }

    /** Closes what is idle or gone; true if a last line without an end became a record. */
    boolean letGo(FollowedFile.Lines lines) throws InterruptedException {
        long now = clock.millis();
        boolean handed = false;
        for (FollowedFile file : open()) {
            long idle = now - file.lastRead();
            boolean over = file.isOver() || (file.isGone() && idle > GONE_MILLIS);
            if (over) {
                file.finish(lines);
                handed = true;
            }
            if (over || idle > IDLE_MILLIS) {
                close(file);
                if (file.isOver()) {
                    finished.add(file.key());
                }
            }
        }
        return handed;
    }

    private void close(FollowedFile file) {
        open.remove(file.key());
        known.put(
                file.key(),
                file.position(file.key().equals(current.get(file.path().toString()))));
        while (known.size() > MAX_REMEMBERED) {
            known.remove(known.keySet().iterator().next());
        }
        try {
            file.close();
        } catch (IOException e) {
            log.debug("{} did not close in order: {}", file.path(), e.toString());
        }
    }

    /** It cannot be read on: as if it had ended. */
    void failed(FollowedFile file) {
        close(file);
        finished.add(file.key());
    }

    void keep() throws IOException {
        List<Position> positions = new ArrayList<>(known.values());
        open.values()
                .forEach(file -> positions.add(
                        file.position(file.key().equals(current.get(file.path().toString())))));
        notes.keep(settings.id(), positions);
    }

    void closeAll() {
        open().forEach(this::close);
    }
}
