package dev.vedette.host.parse;

import dev.vedette.api.event.RawRecord;
import dev.vedette.api.parse.SyslogMessage;
import dev.vedette.host.journal.JournaledRecord;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Several records as one: their bytes with line feeds between them, received when the first one was. What a parser is
 * given as the syslog message is the first header over all messages, so that it never meets headers inside the text.
 */
final class Joining {
    private Joining() {}

    static RecordContext context(
            List<JournaledRecord> parts,
            Function<JournaledRecord, Instant> time,
            ZoneId zone,
            @Nullable ParseTrace trace) {
        RawRecord first = parts.get(0).record();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StringBuilder messages = new StringBuilder();
        SyslogMessage header = null;
        for (JournaledRecord part : parts) {
            if (bytes.size() > 0) {
                bytes.write('\n');
                messages.append('\n');
            }
            bytes.writeBytes(part.record().bytes());
            RecordContext own = new RecordContext(part.record(), time.apply(part), zone, null);
            messages.append(own.message());
            header = header == null ? own.syslog() : header;
        }
        RawRecord joined = new RawRecord(bytes.toByteArray(), first.receivedAt(), first.origin());
        Instant now = time.apply(parts.get(0));
        return new RecordContext(
                joined, now, zone, trace, header == null ? null : new JoinedMessage(header, messages.toString()));
    }
}
