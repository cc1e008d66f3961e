package dev.vedette.host.cli.demo;

import dev.vedette.api.event.IpAddress;
import java.time.Instant;

/** One flow record of the story. */
record DemoFlow(
        Instant start,
        Instant end,
        IpAddress source,
        int sourcePort,
        IpAddress destination,
        int destinationPort,
        int protocol,
        long bytes,
        long packets) {}
