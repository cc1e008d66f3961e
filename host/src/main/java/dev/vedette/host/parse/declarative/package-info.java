/**
 * Parsers written as data: the language of {@code docs/parser-language.md}.
 *
 * <p>A file is compiled when its pack is loaded: names become {@linkplain dev.vedette.api.event.Field fields}, patterns
 * become arrays of literals, conditions become small objects, and steps that are all guarded by the value of one field
 * become one look-up. Running a parser then means walking over that, with one small frame of scratch values per record
 * and no names. Whatever can be wrong in a file is wrong at that time, with file, line, column and a remedy.
 *
 * <p>A step that fails on a record never throws: what that means for the record is said by the step.
 */
@NullMarked
package dev.vedette.host.parse.declarative;

import org.jspecify.annotations.NullMarked;
