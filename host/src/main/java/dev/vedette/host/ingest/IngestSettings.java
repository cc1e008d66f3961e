package dev.vedette.host.ingest;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The receivers to start; ids are unique. */
public record IngestSettings(List<ReceiverSettings> receivers) {
    public IngestSettings {
        receivers = List.copyOf(receivers);
        Set<String> ids = new HashSet<>();
        for (ReceiverSettings receiver : receivers) {
            if (!ids.add(receiver.id())) {
                throw new IllegalArgumentException(
                        "two receivers are called '" + receiver.id() + "'; give each an id of its own");
            }
        }
    }

    /** Syslog on 5514 (UDP and TCP) and NetFlow on 2055, on the loopback address, for one client. */
    public static IngestSettings defaults(String client) {
        return new IngestSettings(List.of(
                ReceiverSettings.of("syslog-udp", ReceiverType.SYSLOG_UDP, 5514).withClient(client),
                ReceiverSettings.of("syslog-tcp", ReceiverType.SYSLOG_TCP, 5514).withClient(client),
                ReceiverSettings.of("flow", ReceiverType.FLOW_UDP, 2055).withClient(client)));
    }
}
