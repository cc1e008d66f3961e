package dev.vedette.host.detect;

import dev.vedette.host.detect.SlotIndex.Anchor;

/** A guess at how often a literal is found in a value: by its length and place. Measured frequencies may replace it. */
final class Rarity {
    private static final double[] BY_LENGTH = {1, 0.9, 0.6, 0.3, 0.15, 0.08, 0.05, 0.04, 0.02, 0.02, 0.015, 0.015};
    private static final double LONG = 0.01;

    private Rarity() {}

    static double of(Anchor anchor, String literal) {
        if (!Folding.isAscii(literal)) {
            return LONG;
        }
        double rarity = literal.length() < BY_LENGTH.length ? BY_LENGTH[literal.length()] : LONG;
        return switch (anchor) {
            // Codes are short and few: an event id is met often although it is a whole value.
            case WHOLE -> literal.length() <= 5 && literal.chars().allMatch(Character::isDigit) ? 0.1 : rarity / 10;
            case START -> Math.min(1, rarity + 0.1); // paths begin alike
            case END -> rarity;
            case ANYWHERE -> literal.equals(".exe") || literal.equals("http") ? 0.5 : rarity;
        };
    }
}
