package dev.vedette.host.search;

import java.io.IOException;

/** Where an export goes. Called by one thread; a call that blocks is what holds the reading of the store back. */
public interface ExportTarget {
    /** Takes the next bytes; returns when more may come. */
    void write(byte[] bytes) throws IOException;

    /** All is there. */
    void end();

    /** It stops before its end, so that the receiver must not take it for whole. */
    void fail(String why);
}
