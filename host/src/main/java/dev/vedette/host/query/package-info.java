/**
 * The language of the search bar: text to {@link dev.vedette.host.query.Condition}, and what a condition means.
 *
 * <p>{@link dev.vedette.host.query.QueryLanguage} reads the text; an error names the column and says what would be
 * right. {@link dev.vedette.host.query.EventFilter} is the meaning in plain Java, one event at a time: the live stream
 * uses it, and tests hold the index against it. There is no Lucene here; the store compiles conditions into its own
 * queries. Words compare without regard to case everywhere, because an analyst who looks for {@code root} must not miss
 * {@code ROOT}; what is shown keeps the case it came with.
 */
@NullMarked
package dev.vedette.host.query;

import org.jspecify.annotations.NullMarked;
