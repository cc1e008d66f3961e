package dev.vedette.host.source;

import dev.vedette.api.event.IpAddress;
import dev.vedette.api.event.RawRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One source and all that is known of it. Every method holds its lock; none calls out. */
final class TrackedSource {
    private static final int MOST_TYPES = 64;
    private static final long DAY = Duration.ofDays(1).toSeconds();

    private final SourceId id;
    private final SourceSettings settings;
    private final @Nullable KnownSource known;
    private final Instant firstSeen;
    private final Map<String, Recognition> types = new LinkedHashMap<>();
    private final Rate rate = new Rate();
    private final Cadence cadence;
    private long understood;
    private long filtered;
    private long unparsed;
    private long broken;
    private String receiver = "";
    private @Nullable String sender;
    private Instant lastSeen;
    private long heardAt = -1; // in uptime; -1: not since the host started
    private long heardFor; // uptime over which it was heard, of earlier runs too
    private boolean silent;
    private boolean changed = true;
    private boolean unparsedBefore; // something of it came in that no parser knew, and was not parsed again since
    private @Nullable String chosenName;
    private @Nullable Duration chosenSilence;

    TrackedSource(SourceId id, SourceSettings settings, Instant firstSeen, Cadence cadence) {
        this.id = id;
        this.settings = settings;
        this.known = settings.known().stream()
                .filter(one -> one.fits(id))
                .findFirst()
                .orElse(null);
        this.firstSeen = firstSeen;
        this.lastSeen = firstSeen;
        this.cadence = cadence;
    }

    SourceId id() {
        return id;
    }

    /** Takes what was kept in an earlier run. */
    synchronized void restore(SourceMemory memory) {
        receiver = memory.receiver();
        sender = memory.sender();
        lastSeen = memory.lastSeen();
        heardFor = memory.heardFor().toMillis();
        silent = memory.silent();
        chosenName = memory.name();
        chosenSilence = memory.silentAfter();
        memory.types().forEach((parser, last) -> types.put(parser, Recognition.known(settings.detection(), last)));
        changed = false;
    }

    /** What is to be kept for the next run, if it has changed since the last time; else null. */
    synchronized @Nullable SourceMemory changes() {
        if (!changed) {
            return null;
        }
        changed = false;
        Map<String, Instant> recognised = new LinkedHashMap<>();
        types.forEach((parser, type) -> {
            if (type.recognised()) {
                recognised.put(parser, type.last());
            }
        });
        return new SourceMemory(
                id,
                firstSeen,
                lastSeen,
                receiver,
                sender,
                recognised,
                Duration.ofMillis(heardFor),
                cadence.usual(),
                cadence.alarmed(),
                cadence.today(),
                silent,
                chosenName,
                chosenSilence);
    }

    /** After {@link #changes} could not be kept. */
    synchronized void stillChanged() {
        changed = true;
    }

    /** A record came to its end; what that means is added to {@code notices}. */
    synchronized void heard(
            RawRecord record, @Nullable String parser, Reading reading, long uptime, List<Notice> notices) {
        Instant at = record.receivedAt();
        switch (reading) {
            case UNDERSTOOD -> understood++;
            case FILTERED -> filtered++;
            case UNPARSED -> unparsed++;
            case BROKEN -> broken++;
        }
        rate.count(uptime);
        long day = at.getEpochSecond() / DAY;
        if (heardAt >= 0 && uptime > heardAt) {
            cadence.paused(uptime - heardAt, silent, day);
            heardFor += uptime - heardAt;
        }
        heardAt = Math.max(heardAt, uptime);
        lastSeen = at.isAfter(lastSeen) ? at : lastSeen;
        receiver = record.origin().receiver();
        IpAddress address = record.origin().sender();
        sender = address == null ? null : address.toString();
        changed = true;
        unparsedBefore |= reading == Reading.UNPARSED;
        if (silent) {
            silent = false;
            notices.add(new Notice.Returned(view(uptime)));
        }
        recognise(parser, reading, at, uptime, notices);
    }

    private void recognise(@Nullable String parser, Reading reading, Instant at, long uptime, List<Notice> notices) {
        String understoodBy = reading == Reading.UNDERSTOOD ? parser : null;
        for (Iterator<Map.Entry<String, Recognition>> each = types.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<String, Recognition> type = each.next();
            if (!type.getKey().equals(understoodBy) && type.getValue().notUnderstood()) {
                each.remove();
            }
        }
        if (understoodBy == null || (types.size() >= MOST_TYPES && !types.containsKey(understoodBy))) {
            return;
        }
        Recognition type = types.computeIfAbsent(understoodBy, id -> new Recognition(settings.detection()));
        if (type.understood(at)) {
            notices.add(new Notice.Recognised(view(uptime), understoodBy, unparsedBefore));
            unparsedBefore = false;
        }
    }

    /** Looks whether it has been quiet for too long. */
    synchronized @Nullable Notice sweep(long uptime, Instant now) {
        Duration limit = silentAfter(now.getEpochSecond() / DAY);
        if (silent || limit == null || quiet(uptime).compareTo(limit) < 0) {
            return null;
        }
        silent = true;
        changed = true;
        return new Notice.Silent(view(uptime));
    }

    /** What was not heard since the host started is quiet since then: nobody could have heard it before. */
    private Duration quiet(long uptime) {
        return Duration.ofMillis(uptime - Math.max(0, heardAt));
    }

    private @Nullable Duration silentAfter(long day) {
        Duration own = chosenSilence != null ? chosenSilence : known == null ? null : known.silentAfter();
        if (own != null) {
            return own.isZero() ? null : own;
        }
        SilenceSettings silence = settings.silence();
        if (!silence.enabled() || heardFor < silence.learn().toMillis()) {
            return null;
        }
        long learned = (long) (cadence.longest(day) * silence.factor());
        return Duration.ofMillis(Math.clamp(
                learned, silence.atLeast().toMillis(), silence.atMost().toMillis()));
    }

    /** People's wishes; null leaves one as it is, an empty name or a negative time takes it back. */
    synchronized void wish(@Nullable String name, @Nullable Duration silentAfter) {
        if (name != null) {
            chosenName = name.isBlank() ? null : name;
        }
        if (silentAfter != null) {
            chosenSilence = silentAfter.isNegative() ? null : silentAfter;
        }
        changed = true;
    }

    synchronized Source view(long uptime) {
        List<Map.Entry<String, Recognition>> recognised = new ArrayList<>(types.entrySet());
        recognised.removeIf(type -> !type.getValue().recognised());
        recognised.sort(Comparator.comparing(
                        (Map.Entry<String, Recognition> type) -> type.getValue().last())
                .reversed());
        return new Source(
                id,
                name(recognised.isEmpty() ? null : recognised.getFirst().getKey()),
                receiver,
                sender,
                recognised.stream()
                        .map(type ->
                                new Source.Type(type.getKey(), type.getValue().last()))
                        .toList(),
                firstSeen,
                lastSeen,
                new Source.Counts(understood, filtered, unparsed, broken),
                rate.perSecond(uptime),
                quiet(uptime),
                silentAfter(cadence.today()),
                silent);
    }

    /** As QRadar names what it finds: {@code $$DEVICE_TYPE$$ @ $$SOURCE_ADDRESS$$}. */
    private String name(@Nullable String parser) {
        if (chosenName != null) {
            return chosenName;
        }
        if (known != null && known.name() != null) {
            return known.name();
        }
        return parser == null ? id.source() : parser + " @ " + (sender == null ? id.source() : sender);
    }
}
