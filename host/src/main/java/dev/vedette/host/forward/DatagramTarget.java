package dev.vedette.host.forward;

import dev.vedette.api.event.RawRecord;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Syslog over UDP: nobody says whether anything arrives. */
final class DatagramTarget implements Target {
    private static final int MOST = 65_000;

    private final SyslogSettings settings;
    private @Nullable DatagramSocket socket;

    DatagramTarget(SyslogSettings settings) {
        this.settings = settings;
    }

    @Override
    public void send(List<RawRecord> records, Instant now) throws IOException {
        DatagramSocket open = socket;
        if (open == null) {
            open = new DatagramSocket();
            socket = open;
        }
        InetAddress there = InetAddress.getByName(settings.host()); // each time: names move
        for (RawRecord record : records) {
            byte[] message = settings.envelope() == SyslogSettings.Envelope.RFC5424
                    ? SyslogText.message(record)
                    : record.bytes();
            open.send(new DatagramPacket(message, Math.min(message.length, MOST), there, settings.port()));
        }
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
