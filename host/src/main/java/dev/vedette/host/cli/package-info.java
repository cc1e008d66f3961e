/**
 * The command line: a contract that people script against (docs/cli.md).
 *
 * <p>Results go to standard output, everything else to standard error. Exit code 0: done; 1: done, and the answer is no;
 * 2: wrong use or bad input, with one line that says what to do. Commands about stored data speak the REST API, to the
 * host that uses the data folder or, when none does, to one that they start for themselves without receivers; commands
 * about files ({@code parse}, {@code detect}, {@code explain}, {@code rules}, {@code pack test}) need no host.
 */
@NullMarked
package dev.vedette.host.cli;

import org.jspecify.annotations.NullMarked;
