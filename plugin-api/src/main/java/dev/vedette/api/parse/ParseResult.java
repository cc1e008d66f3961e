package dev.vedette.api.parse;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a parser says of one record. */
public sealed interface ParseResult {
    /** It understood the record; the draft holds the event. */
    static ParseResult parsed() {
        return Parsed.INSTANCE;
    }

    /** The record is of another format; the draft is thrown away and the next parser is asked. */
    static ParseResult notMine() {
        return NotMine.INSTANCE;
    }

    /**
     * The record is of this parser's format, but broken. The event is kept with what the draft holds,
     * {@code event.kind: pipeline_error} and the reason as {@code error.message}; no other parser is asked.
     *
     * @param reason what is wrong and where, in one sentence, without the record's content
     */
    static ParseResult malformed(String reason) {
        return new Malformed(reason);
    }

    /**
     * The record is of this parser's format and is left out on purpose (a keep-alive, a file's header line). The ledger
     * counts it as filtered, under this reason.
     *
     * @param reason a short constant, for example {@code header-line}
     */
    static ParseResult filtered(String reason) {
        return new Filtered(reason);
    }

    /** See {@link ParseResult#parsed()}. */
    final class Parsed implements ParseResult {
        private static final Parsed INSTANCE = new Parsed();

        private Parsed() {}

        @Override
        public String toString() {
            return "Parsed";
        }
    }

    /** See {@link ParseResult#notMine()}. */
    final class NotMine implements ParseResult {
        private static final NotMine INSTANCE = new NotMine();

        private NotMine() {}

        @Override
        public String toString() {
            return "NotMine";
        }
    }

    /** See {@link ParseResult#malformed(String)}. */
    final class Malformed implements ParseResult {
        private final String reason;

        private Malformed(String reason) {
            this.reason = Objects.requireNonNull(reason, "reason");
        }

        /** What is wrong. */
        public String reason() {
            return reason;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Malformed malformed && reason.equals(malformed.reason);
        }

        @Override
        public int hashCode() {
            return reason.hashCode();
        }

        @Override
        public String toString() {
            return "Malformed(" + reason + ")";
        }
    }

    /** See {@link ParseResult#filtered(String)}. */
    final class Filtered implements ParseResult {
        private final String reason;

        private Filtered(String reason) {
            this.reason = Objects.requireNonNull(reason, "reason");
        }

        /** Why it is left out. */
        public String reason() {
            return reason;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Filtered filtered && reason.equals(filtered.reason);
        }

        @Override
        public int hashCode() {
            return reason.hashCode();
        }

        @Override
        public String toString() {
            return "Filtered(" + reason + ")";
        }
    }
}
