/**
 * The crash test: a host in a process of its own takes records in over HTTP, is killed (SIGKILL) at a random moment, at
 * work or while it starts, is started again on the same data folder, and so on. In the end every record that was
 * acknowledged must be in the store once, and the ledger must say exactly what is there. It runs in the build with a few
 * kills, and as {@code vedette bench crash} with as many as wanted.
 */
@NullMarked
package dev.vedette.host.cli.crash;

import org.jspecify.annotations.NullMarked;
