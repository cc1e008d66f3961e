package dev.vedette.host.detect;

import dev.vedette.host.detect.SlotIndex.Anchor;
import dev.vedette.host.detect.sigma.TextPattern;
import dev.vedette.host.detect.sigma.TextPattern.Literal;
import dev.vedette.host.detect.sigma.TextPattern.Mark;
import dev.vedette.host.detect.sigma.TextPattern.Part;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A literal that stands in every text a pattern matches.
 *
 * @param complete whether it is all that the pattern says
 */
record Guard(Anchor anchor, String literal, boolean complete) {
    /** The longest literal of a pattern, or null when it has none. */
    static @Nullable Guard of(TextPattern pattern) {
        List<Part> parts = pattern.parts();
        if (pattern.isLiteral()) {
            return new Guard(Anchor.WHOLE, pattern.literalText(), true);
        }
        int best = -1;
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof Literal literal
                    && (best < 0
                            || literal.text().length()
                                    > ((Literal) parts.get(best)).text().length())) {
                best = i;
            }
        }
        if (best < 0) {
            return null;
        }
        boolean starts = best == 0;
        boolean ends = best == parts.size() - 1;
        boolean onlyStars = parts.stream().noneMatch(part -> part == Mark.ONE || part == Mark.DASH)
                && parts.stream().filter(Literal.class::isInstance).count() == 1;
        Anchor anchor = starts ? Anchor.START : ends ? Anchor.END : Anchor.ANYWHERE;
        return new Guard(anchor, ((Literal) parts.get(best)).text(), onlyStars);
    }
}
