package dev.vedette.api.parse;

import java.util.concurrent.atomic.LongAdder;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression that cannot run away. It is {@link java.util.regex.Pattern} over input that counts its steps; a
 * match that needs more than the budget is a non-match, counted in {@link #exhausted()}. The bound is a count and never
 * a time, so that a replay gives what happened live. Immutable, thread-safe; compile it once, when the parser is loaded.
 *
 * <p>An expression that recurses for each character, such as {@code (a|b)*}, can use up the stack of its thread before its
 * steps. That, too, is a counted non-match, but where it happens depends on the stack: write {@code [ab]*} or
 * {@code (?:a|b)*+}, which do not recurse.
 */
public final class GuardedPattern {
    /** The usual budget: steps for each match attempt of one text. */
    public static final int DEFAULT_STEPS = 500_000;

    private final Pattern pattern;
    private final int maxSteps;
    private final LongAdder exhausted = new LongAdder();

    private GuardedPattern(Pattern pattern, int maxSteps) {
        this.pattern = pattern;
        this.maxSteps = maxSteps;
    }

    /**
     * Compiles an expression with the usual budget.
     *
     * @param regex as in {@link Pattern}
     * @throws PatternSyntaxException if it is not one
     */
    public static GuardedPattern of(String regex) {
        return of(regex, 0, DEFAULT_STEPS);
    }

    /**
     * Compiles an expression.
     *
     * @param regex as in {@link Pattern}
     * @param flags as in {@link Pattern#compile(String, int)}
     * @param maxSteps how many characters the matcher may look at, the same one again counted again; at least 1
     * @throws PatternSyntaxException if it is not an expression
     * @throws IllegalArgumentException if the budget is below 1, or a flag is unknown
     */
    public static GuardedPattern of(String regex, int flags, int maxSteps) {
        if (maxSteps < 1) {
            throw new IllegalArgumentException("the budget of a pattern is at least 1 step");
        }
        return new GuardedPattern(Pattern.compile(regex, flags), maxSteps);
    }

    /** The first place in the text that matches, or null when there is none or the budget is exhausted. */
    public @Nullable MatchResult find(CharSequence text) {
        Matcher matcher = run(text, false);
        return matcher == null ? null : matcher.toMatchResult();
    }

    /** Whether some place in the text matches; false when the budget is exhausted. */
    public boolean finds(CharSequence text) {
        return run(text, false) != null;
    }

    /** The match of the whole text, or null when there is none or the budget is exhausted. */
    public @Nullable MatchResult match(CharSequence text) {
        Matcher matcher = run(text, true);
        return matcher == null ? null : matcher.toMatchResult();
    }

    private @Nullable Matcher run(CharSequence text, boolean whole) {
        Matcher matcher = pattern.matcher(new CountedText(text, maxSteps));
        try {
            return (whole ? matcher.matches() : matcher.find()) ? matcher : null;
        } catch (StepsExhausted | StackOverflowError e) {
            exhausted.increment();
            return null;
        }
    }

    /** How often the budget was exhausted (or the expression recursed too deeply) since it was compiled. */
    public long exhausted() {
        return exhausted.sum();
    }

    /** The expression as it was given. */
    public String regex() {
        return pattern.pattern();
    }

    /** The compiled expression, for asking about its groups. Match through this object, not through that one. */
    public Pattern pattern() {
        return pattern;
    }

    @Override
    public String toString() {
        return pattern.pattern();
    }

    private static final class StepsExhausted extends RuntimeException {
        private static final long serialVersionUID = 1;
        static final StepsExhausted INSTANCE = new StepsExhausted();

        private StepsExhausted() {
            super("the step budget of a regular expression is exhausted", null, false, false);
        }
    }

    private static final class CountedText implements CharSequence {
        private final String text; // of one class, so that the many calls of charAt are compiled into the matcher
        private int left;

        CountedText(CharSequence text, int steps) {
            this.text = text.toString();
            this.left = steps;
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) {
                throw StepsExhausted.INSTANCE;
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
