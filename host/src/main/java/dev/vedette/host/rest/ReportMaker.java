package dev.vedette.host.rest;

import dev.vedette.host.access.ClientScope;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** What the API needs of the reports. */
public interface ReportMaker {
    /** Which reports there are. */
    List<String> names();

    /** Which formats the reporters of the active packs write. */
    List<String> formats();

    /** The media type of one of these formats. */
    String mediaType(String format) throws IOException;

    /**
     * Makes a report.
     *
     * @throws IOException when it cannot be made; the message is for the user
     */
    byte[] render(String name, String format, ClientScope scope, Instant from, Instant to) throws IOException;
}
