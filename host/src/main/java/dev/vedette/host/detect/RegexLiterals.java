package dev.vedette.host.detect;

import dev.vedette.host.detect.sigma.RegexSyntax;
import dev.vedette.host.detect.sigma.ValueTest;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds literals of which one stands in every text that a regular expression matches, so that the expression runs only
 * where one was found. What it does not understand costs it the literal, never a match.
 *
 * <p>A walk over the notation: runs of plain characters, broken by everything else; of a group with alternatives all
 * alternatives' literals together; nothing of what may be repeated zero times. The longest wins.
 */
final class RegexLiterals {
    private static final int MIN_LENGTH = 2;
    /** Characters that are rare enough to be worth a look by themselves. */
    private static final String RARE = "`^{}+~|";

    private static final int MAX_ALTERNATIVES = 32;

    private final String regex;
    private int at;
    private boolean lost; // something that changes how the rest reads

    private RegexLiterals(String regex) {
        this.regex = regex;
    }

    /** Folded literals of which at least one is there in every match; empty when none is known. */
    static Set<String> required(ValueTest.Regex regex) {
        RegexLiterals reader = new RegexLiterals(RegexSyntax.toJava(regex.regex()));
        Set<String> found = reader.alternatives();
        return found == null || reader.lost || reader.at < reader.regex.length() ? Set.of() : found;
    }

    /** The literals of which one is needed by whichever alternative matches, up to a ')' or the end; null for none. */
    private @Nullable Set<String> alternatives() {
        Set<String> all = new LinkedHashSet<>();
        boolean known = true;
        while (true) {
            Set<String> one = sequence();
            known &= one != null;
            if (one != null) {
                all.addAll(one);
            }
            if (at < regex.length() && regex.charAt(at) == '|') {
                at++;
            } else {
                break;
            }
        }
        return known && all.size() <= MAX_ALTERNATIVES ? all : null;
    }

    private @Nullable Set<String> sequence() {
        Set<String> best = null;
        StringBuilder run = new StringBuilder();
        while (at < regex.length() && regex.charAt(at) != '|' && regex.charAt(at) != ')') {
            char c = regex.charAt(at);
            if (c == '(') {
                best = better(best, run);
                Set<String> inner = group();
                if (!optional()) {
                    best = longer(best, inner);
                }
                continue;
            }
            int literal = character();
            int next = at;
            boolean mayBeAbsent = optional();
            boolean repeated = at > next;
            if (literal < 0 || literal >= 128) {
                best = better(best, run);
            } else if (mayBeAbsent) {
                best = better(best, run);
            } else {
                run.append((char) Folding.fold(literal));
                if (repeated) {
                    best = better(best, run); // once at least, but what follows may not touch it
                }
            }
        }
        return better(best, run);
    }

    private static @Nullable Set<String> better(@Nullable Set<String> best, StringBuilder run) {
        boolean worth = run.length() >= MIN_LENGTH || (run.length() == 1 && RARE.indexOf(run.charAt(0)) >= 0);
        Set<String> candidate = worth ? Set.of(run.toString()) : null;
        run.setLength(0);
        return longer(best, candidate);
    }

    private static @Nullable Set<String> longer(@Nullable Set<String> best, @Nullable Set<String> candidate) {
        return candidate != null && (best == null || score(candidate) > score(best)) ? candidate : best;
    }

    /** The rarest wins: long literals, few of them. */
    private static double score(Set<String> literals) {
        double sum = 0;
        for (String literal : literals) {
            sum += Rarity.of(SlotIndex.Anchor.ANYWHERE, literal);
        }
        return -sum;
    }

    /** Reads a group; looking around, and flags that change how the rest reads, give nothing. */
    private @Nullable Set<String> group() {
        at++;
        boolean plain = true;
        if (regex.startsWith("?:", at)) {
            at += 2;
        } else if (regex.startsWith("?", at)) {
            int named =
                    regex.startsWith("?<", at) && at + 2 < regex.length() && Character.isLetter(regex.charAt(at + 2))
                            ? regex.indexOf('>', at)
                            : -1;
            if (named > 0) {
                at = named + 1;
            } else {
                plain = false;
                at++;
                while (at < regex.length() && "imsxduU-<=!:>".indexOf(regex.charAt(at)) >= 0) {
                    plain |= regex.charAt(at) == ':';
                    boolean verbose = regex.charAt(at) == 'x';
                    at++;
                    if (verbose) {
                        lost = true; // white space would count for nothing
                    }
                }
            }
        }
        Set<String> inner = alternatives();
        at++;
        return plain ? inner : null;
    }

    /** Reads one character, class or escape: the character itself where it stands for one, otherwise -1. */
    private int character() {
        char c = regex.charAt(at++);
        if (c == '[') {
            skipClass();
            return -1;
        }
        if (c != '\\') {
            return ".^$*+?{}".indexOf(c) >= 0 ? -1 : c;
        }
        if (at >= regex.length()) {
            return -1;
        }
        char escaped = regex.charAt(at++);
        if (!Character.isLetterOrDigit(escaped)) {
            return escaped;
        }
        if (escaped == 'Q') {
            lost = true;
        } else if ("xupPk0cN".indexOf(escaped) >= 0) {
            skipEscape(escaped);
        }
        return -1;
    }

    private void skipEscape(char kind) {
        if (at < regex.length() && (regex.charAt(at) == '{' || regex.charAt(at) == '<')) {
            int end = regex.indexOf(regex.charAt(at) == '{' ? '}' : '>', at);
            lost |= end < 0;
            at = end < 0 ? regex.length() : end + 1;
        } else {
            at += kind == 'x' ? 2 : kind == 'u' ? 4 : 1;
        }
    }

    private void skipClass() {
        if (at < regex.length() && regex.charAt(at) == '^') {
            at++;
        }
        while (at < regex.length() && regex.charAt(at) != ']') {
            at += regex.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
    }

    /** Reads a quantifier if one is here; whether it allows zero times. */
    private boolean optional() {
        boolean zero = false;
        while (at < regex.length()) {
            char c = regex.charAt(at);
            if (c == '*' || c == '?') {
                zero = true;
                at++;
            } else if (c == '+') {
                at++;
            } else if (c == '{') {
                int end = regex.indexOf('}', at);
                if (end < 0) {
                    return true;
                }
                zero |= regex.charAt(at + 1) == '0';
                at = end + 1;
            } else {
                break;
            }
        }
        return zero;
    }
}
