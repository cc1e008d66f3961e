/**
 * From a raw record to events: which parser reads it, what belongs together, and what is kept when nobody can.
 *
 * <p>A {@link dev.vedette.host.parse.ParserRegistry} is the immutable set of parsers of one pack generation, with one
 * automaton over the literals of all of them, so that a record costs one pass over its bytes however many parsers there
 * are. A {@link dev.vedette.host.parse.ParseStage} belongs to one pipeline worker. It takes records in the order of
 * their source, joins those that a parser declares to belong together, asks parsers in turn (the one that the source is
 * bound to, then those whose literals are in the record by priority, then those without literals) and answers each
 * record with one {@link dev.vedette.host.parse.ParseOutcome}: nothing is lost here, a record that nobody understands or
 * on which a parser fails still becomes an event with its text.
 *
 * <p>Every call into a parser goes through the {@linkplain dev.vedette.host.pack.PackGuard guard}. What a parser sees as
 * now is the time at which the record was received, and every bound on waiting is compared with such times, so that a
 * replay gives what happened live.
 *
 * <p>The syslog header is read in {@code syslog}; parsers written as data are compiled and run in {@code declarative}.
 */
@NullMarked
package dev.vedette.host.parse;

import org.jspecify.annotations.NullMarked;
