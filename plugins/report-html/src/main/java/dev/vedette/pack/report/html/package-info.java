/**
 * Reports as one HTML page.
 *
 * <p>The page needs nothing but itself: styles and charts are inside, there is no script, and its content security
 * policy forbids to load anything. It follows the reader's light or dark scheme, prints, and is built of headings,
 * landmarks and real tables for readers that do not see it. Every text of the data is escaped, for it may come from an
 * attacker. The tables it knows (offenses, the terms of their rating, the figures at a glance) get a form of their own,
 * all others a plain one.
 */
@NullMarked
package dev.vedette.pack.report.html;

import org.jspecify.annotations.NullMarked;
