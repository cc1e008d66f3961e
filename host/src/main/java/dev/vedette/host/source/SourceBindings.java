package dev.vedette.host.source;

import dev.vedette.api.event.Origin;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What configuration says of a source that matters before its records are parsed. Immutable. */
public final class SourceBindings {
    private final List<KnownSource> binding;

    public SourceBindings(List<KnownSource> known) {
        this.binding = known.stream()
                .filter(one -> one.parser() != null || one.zone() != null || one.coalesce())
                .toList();
    }

    /** The parser that all records of an origin go to: of the source before that of the receiver or token; or null. */
    public @Nullable String parser(Origin origin) {
        KnownSource known = find(origin);
        return known == null || known.parser() == null ? origin.parser() : known.parser();
    }

    /** The zone of an origin's time stamps, or null where nothing is said of the source. */
    public @Nullable ZoneId zone(Origin origin) {
        KnownSource known = find(origin);
        return known == null ? null : known.zone();
    }

    /** Whether events of an origin that are alike become one. */
    public boolean coalesces(Origin origin) {
        KnownSource known = find(origin);
        return known != null && known.coalesce();
    }

    private @Nullable KnownSource find(Origin origin) {
        if (binding.isEmpty() || origin.receiver().equals(NoticeSender.RECEIVER)) {
            return null;
        }
        SourceId id = SourceId.of(origin);
        for (KnownSource one : binding) {
            if (one.fits(id)) {
                return one;
            }
        }
        return null;
    }
}
