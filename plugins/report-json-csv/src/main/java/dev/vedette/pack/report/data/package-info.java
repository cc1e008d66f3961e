/**
 * Reports as data, for programs and spreadsheets.
 *
 * <p>JSON holds the whole report with its types; CSV (RFC 4180) holds all tables one after the other, each with its
 * title line and its header. Neither needs a library. A cell that a spreadsheet would take for a formula is defused,
 * for its text may come from an attacker.
 */
@NullMarked
package dev.vedette.pack.report.data;

import org.jspecify.annotations.NullMarked;
