package dev.vedette.host.cli.demo;

import java.time.Instant;

/** One message of the story. */
record DemoMessage(Instant moment, Via via, String text) {}
