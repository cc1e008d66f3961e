package dev.vedette.host.pack;

/** Whether Java of packs that nobody signed may run inside this process. */
public enum UnsignedCode {
    /** Such packs are refused; packs without Java need no permission. */
    REFUSE,
    /** Such packs are loaded; their Java may do whatever this process may. */
    ALLOW
}
