package dev.vedette.host.detect;

import dev.vedette.api.event.LogSource;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A compiled set of rules: what the matchers of all workers share. Immutable.
 *
 * @param groups the distinct log sources of rules; null where a rule is about every event
 * @param groupSlots by group the slots that its rules look at
 * @param always by group the rules that can be true without any predicate of the index
 * @param references by field id: slot, rank, slot, rank, ...
 * @param slotIndexes by slot; null where a slot has no literal tests
 * @param present by slot the predicate that it has a value, or -1
 * @param predicateSlots by predicate
 * @param lazies by predicate; null where the index answers
 * @param witnessed by predicate the rules it makes candidates: group, count, rules, group, count, rules, ...
 */
@SuppressWarnings("ArrayRecordComponent") // plain arrays are the point; nobody compares these
record RuleIndex(
        List<CompiledRule> rules,
        List<@Nullable LogSource> groups,
        List<BitSet> groupSlots,
        List<int[]> always,
        int[] @Nullable [] references,
        @Nullable SlotIndex[] slotIndexes,
        int[] present,
        int[] predicateSlots,
        PredicateTable.@Nullable Lazy[] lazies,
        int[] @Nullable [] witnessed) {}
