package dev.vedette.host.pack;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;
import org.semver4j.range.RangeList;
import org.semver4j.range.RangeListFactory;

/**
 * Version ranges. The library reads many notations and misreads others without a word (a comma, Maven's brackets), so
 * only comparators with a space between them are let through to it.
 */
final class Compatibility {
    private static final String VERSION = "\\d+(\\.\\d+){0,2}(-[0-9A-Za-z.-]+)?";
    private static final Pattern COMPARATORS =
            Pattern.compile("(>=|>|<=|<|=|\\^|~)?" + VERSION + "( +(>=|>|<=|<)" + VERSION + ")*");

    private Compatibility() {}

    /** What is wrong with a range, as the end of a sentence, or null. */
    static @Nullable String complaint(String range) {
        if (!COMPARATORS.matcher(range).matches()) {
            return "no version range that this host reads: '" + range + "'";
        }
        boolean lower = false;
        boolean upper = false;
        for (var bounds : ranges(range).get()) {
            for (var bound : bounds) {
                String text = bound.toString();
                lower |= text.startsWith(">") || text.startsWith("=");
                upper |= text.startsWith("<") || text.startsWith("=");
            }
        }
        if (!upper) {
            return "open at its upper end: '" + range + "' would let in versions that nobody has tried";
        }
        return lower ? null : "open at its lower end: '" + range + "'";
    }

    /** Whether a version is in a range; a pre-release counts as its release. */
    static boolean satisfies(String version, String range) {
        return ranges(range).isSatisfiedBy(new Semver(version).withClearedPreReleaseAndBuild());
    }

    static int compare(String version, String other) {
        return new Semver(version).compareTo(new Semver(other));
    }

    private static RangeList ranges(String range) {
        return RangeListFactory.create(range);
    }
}
