package dev.vedette.host.journal;

/**
 * How far a source that is read, not listened to, has been taken in: written in the journal with the record that it stands
 * behind, in one frame, so that after a crash reading goes on exactly behind the last durable record.
 *
 * @param reader who reads: id of the connector or receiver, and the part of the source (a partition, a file) if there are
 *     several
 * @param text where it stands after the record, in a form of the reader's choice
 */
public record SourceMark(String reader, String text) {}
