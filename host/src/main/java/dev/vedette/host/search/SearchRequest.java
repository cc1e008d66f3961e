package dev.vedette.host.search;

import java.time.Instant;

/**
 * What is asked.
 *
 * @param text in that language, as it was typed
 * @param from events at or after this time, where the text itself names none
 * @param to events before this time
 * @param time as it was asked for, {@code last=1h}: what makes two questions the same although the clock went on
 * @param limit rows to keep
 * @param fresh whether a search of the same question that is there already does not do
 */
public record SearchRequest(
        SearchLanguage language, String text, Instant from, Instant to, String time, int limit, boolean fresh) {}
