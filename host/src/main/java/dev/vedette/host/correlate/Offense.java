package dev.vedette.host.correlate;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An offense as it stands. Immutable.
 *
 * @param description made of the titles of the rules that contributed
 * @param firstSeen time of its earliest event
 * @param lastSeen time of its latest event
 * @param openedAt when the host opened it
 * @param updatedAt when the last finding joined it
 * @param eventCount how many events; one that several rules matched counts once
 * @param contributions by rule, in the order in which they joined
 * @param successEvent id of an event that shows that what was tried succeeded, or null
 * @param closing null while it is open
 */
public record Offense(
        String id,
        String client,
        String indexField,
        String indexValue,
        OffenseStatus status,
        String description,
        Instant firstSeen,
        Instant lastSeen,
        Instant openedAt,
        Instant updatedAt,
        long eventCount,
        List<Contribution> contributions,
        Involved involved,
        @Nullable String successEvent,
        Rating rating,
        @Nullable Closing closing,
        List<Note> notes) {
    /** Who closed it, when and why. */
    public record Closing(CloseReason reason, String by, Instant at) {}

    /** What somebody wrote about it. */
    public record Note(String by, Instant at, String text) {}

    public Offense {
        contributions = List.copyOf(contributions);
        notes = List.copyOf(notes);
    }

    public OffenseKey key() {
        return new OffenseKey(client, indexField, indexValue);
    }

    /** ATT&amp;CK techniques of all its rules. */
    public List<String> techniques() {
        return distinct(contributions.stream().flatMap(rule -> rule.techniques().stream()));
    }

    /** ATT&amp;CK tactics of all its rules. */
    public List<String> tactics() {
        return distinct(contributions.stream().flatMap(rule -> rule.tactics().stream()));
    }

    private static List<String> distinct(Stream<String> values) {
        return values.distinct().sorted().toList();
    }

    Offense withRating(Rating other) {
        return changed(status, other, closing, notes);
    }

    Offense closed(Closing how) {
        return changed(OffenseStatus.CLOSED, rating, how, notes);
    }

    Offense withNote(Note note) {
        return changed(
                status,
                rating,
                closing,
                Stream.concat(notes.stream(), Stream.of(note)).toList());
    }

    private Offense changed(
            OffenseStatus newStatus, Rating newRating, @Nullable Closing newClosing, List<Note> newNotes) {
        return new Offense(
                id,
                client,
                indexField,
                indexValue,
                newStatus,
                description,
                firstSeen,
                lastSeen,
                openedAt,
                updatedAt,
                eventCount,
                contributions,
                involved,
                successEvent,
                newRating,
                newClosing,
                newNotes);
    }
}
