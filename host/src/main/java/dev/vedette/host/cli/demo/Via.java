package dev.vedette.host.cli.demo;

/** How a message travels. */
enum Via {
    SYSLOG_UDP,
    SYSLOG_TCP,
    SYSLOG_TCP_OCTETS,
    HTTP
}
