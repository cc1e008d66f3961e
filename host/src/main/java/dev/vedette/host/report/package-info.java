/**
 * Reports: what happened, ranked, with the evidence, as data that reporters render.
 *
 * <p>The host computes every figure ({@link dev.vedette.host.report.Reports}) from offenses, events and the ledger and
 * puts it into tables; a {@link dev.vedette.api.report.Reporter} of a pack only writes them in its format. It is called
 * through the pack guard, writes into a file beside the final one, and the final name appears when it is done: a
 * reporter that fails leaves nothing half-written.
 */
@NullMarked
package dev.vedette.host.report;

import org.jspecify.annotations.NullMarked;
