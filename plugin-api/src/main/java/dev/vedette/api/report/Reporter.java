package dev.vedette.api.report;

import java.io.IOException;
import java.io.OutputStream;
import org.pf4j.ExtensionPoint;

/**
 * Renders report data in one format. Extension point, stable; lifecycle as in {@link dev.vedette.api}.
 *
 * <p><b>Threading:</b> called from one thread per report, several reports at once. <b>Budget:</b> 60 s.
 * <b>Errors:</b> an exception fails this report, with its message shown, and leaves no half-written file.
 * <b>Trust:</b> every text in the data may come from an attacker: escape it for your format.
 *
 * <p>Example: {@code dev.vedette.api.examples.PlainTextReporter} in the tests of this module.
 */
public interface Reporter extends ExtensionPoint {
    /** What the user names with {@code --format}: short, lower case, unique over all packs, for example {@code html}. */
    String format();

    /** The media type of what it writes (RFC 6838), for example {@code text/html; charset=utf-8}. */
    String mediaType();

    /** The ending of its files without a dot. */
    String fileExtension();

    /**
     * Writes the report.
     *
     * @param data what to say; every figure in it was computed by the host
     * @param out where to; the host buffers and closes it
     * @throws IOException if {@code out} throws it; let it through
     */
    void render(ReportData data, OutputStream out) throws IOException;
}
