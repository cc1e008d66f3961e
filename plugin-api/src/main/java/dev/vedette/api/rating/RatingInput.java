package dev.vedette.api.rating;

import dev.vedette.api.Incubating;
import dev.vedette.api.profile.ThreatProfile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of an offense when it is rated. Immutable; made by the host. */
@Incubating
public interface RatingInput {
    /** Id of the client (tenant) whose offense it is. */
    String client();

    /** The time that counts as now. */
    Instant asOf();

    /** Time of its first event. */
    Instant firstSeen();

    /** Time of its last event. */
    Instant lastSeen();

    /** The rules that contributed, at least one; the longest known first. */
    List<Contribution> contributions();

    /**
     * The client's own machines that are involved: name or address, with its weight by network hierarchy and asset list,
     * 0 to 10.
     */
    Map<String, Double> assets();

    /** The client's threat profile, or null if it has none. */
    @Nullable
    ThreatProfile profile();

    /** What one rule contributed to an offense. Immutable; made by the host. */
    @Incubating
    interface Contribution {
        /** The rule's id. */
        String rule();

        /** The rule's title. */
        String title();

        /** The rule's severity, 0 to 10. */
        int severity();

        /** How much the rule is to be trusted, 0 to 100. */
        int confidence();

        /** ATT&amp;CK ids of the techniques that the rule speaks for. */
        Set<String> techniques();

        /** Whether what was seen succeeded: false if every event of it was blocked or failed. */
        boolean succeeded();

        /** Names of the independent log sources whose events matched. */
        Set<String> sources();

        /** How many events matched. */
        long count();

        /** Ids of events that matched, at most 100, the first and the last among them. */
        List<String> evidence();
    }
}
