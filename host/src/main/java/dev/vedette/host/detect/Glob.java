package dev.vedette.host.detect;

import dev.vedette.host.detect.sigma.TextPattern;

/** A {@link TextPattern} ready to compare, code point by code point. Immutable. */
final class Glob {
    private static final int ANY = -1;
    private static final int ONE = -2;
    private static final int DASH = -3;

    private final int[] steps;
    private final boolean cased;

    Glob(TextPattern pattern, boolean cased) {
        this.cased = cased;
        this.steps = pattern.parts().stream()
                .flatMapToInt(part -> switch (part) {
                    case TextPattern.Literal literal ->
                        literal.text().codePoints().map(c -> cased ? c : Folding.fold(c));
                    case TextPattern.Mark mark ->
                        java.util.stream.IntStream.of(
                                switch (mark) {
                                    case ANY -> ANY;
                                    case ONE -> ONE;
                                    case DASH -> DASH;
                                });
                })
                .toArray();
    }

    /** Whether the pattern covers the whole text. */
    boolean matches(CharSequence text) {
        int length = text.length();
        int at = 0;
        int step = 0;
        int afterStar = -1;
        int starAt = 0;
        while (at < length) {
            int codePoint = Character.codePointAt(text, at);
            if (step < steps.length && steps[step] == ANY) {
                afterStar = ++step;
                starAt = at;
            } else if (step < steps.length && accepts(steps[step], codePoint)) {
                step++;
                at += Character.charCount(codePoint);
            } else if (afterStar >= 0) {
                starAt += Character.charCount(Character.codePointAt(text, starAt));
                at = starAt;
                step = afterStar;
            } else {
                return false;
            }
        }
        while (step < steps.length && steps[step] == ANY) {
            step++;
        }
        return step == steps.length;
    }

    private boolean accepts(int step, int codePoint) {
        return switch (step) {
            case ONE -> true;
            case DASH -> TextPattern.DASHES.indexOf(codePoint) >= 0;
            default -> step == (cased ? codePoint : Folding.fold(codePoint));
        };
    }
}
