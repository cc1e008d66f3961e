/**
 * Detection: which rules say something about an event.
 *
 * <p><b>From text to index.</b> {@link dev.vedette.host.detect.RuleSet#compile} reads Sigma texts into trees (package
 * {@code sigma}), turns names into fields ({@link dev.vedette.host.detect.FieldResolution}), and numbers every distinct
 * question that any rule asks: a predicate. Thousands of rules ask the same few questions about {@code powershell.exe};
 * here each is asked once. A list of fields that a name may mean is a <i>slot</i>; per slot there is a hash of whole
 * values, a trie of beginnings, one of ends, and an Aho-Corasick automaton of literals that may stand anywhere. Whatever
 * is not a literal (wildcards, regular expressions, networks, numbers, other fields) is answered only when a candidate
 * rule asks, at most once per event, and where possible only after a literal without which it cannot be true was found.
 *
 * <p><b>Candidates.</b> Of each rule the compiler picks a <i>witness</i>: the set of predicates, cheapest by a guess at
 * how rare they are, of which one must be true for the rule to be. When the search through an event's values marks a
 * predicate, the rules that have it as witness become candidates, if their log source is one of the event's (the
 * event's <i>lane</i>). Only candidates are evaluated, exactly, over the marks. A rule that can be true with nothing
 * found, such as one that only says what must not be there, is a candidate of every event of its log source.
 *
 * <p><b>Per event.</b> A {@link dev.vedette.host.detect.Matcher} belongs to one worker. Its marks are stamps with the
 * number of the event, so that nothing is cleared and nothing allocated until a rule matches. Then the tree is walked
 * once more, slowly, for evidence: which field, which value, which line of the rule; the same walk explains why a rule
 * did not match.
 *
 * <p><b>Rules in Java</b> join the same index with their prefilter, are called through the pack guard, and keep state in
 * the time of events. Rule sets are immutable: a change of packs compiles a new one, and workers take it with their next
 * batch.
 */
@NullMarked
package dev.vedette.host.detect;

import org.jspecify.annotations.NullMarked;
