package dev.vedette.host.rest;

import java.util.List;

/** Whether the host can do its work; root knows, because it knows all parts. */
public interface Health {
    /** One thing that must be well, such as the index or the free space on the disk. */
    record Check(String name, boolean well, String detail) {}

    /** All checks, quickly: load balancers ask often. */
    List<Check> checks();
}
