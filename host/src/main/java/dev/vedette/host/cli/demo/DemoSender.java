package dev.vedette.host.cli.demo;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Sends the story to a host: datagrams, connections and requests, as strangers would. */
public final class DemoSender {
    private static final int HTTP_LINES = 20;

    private final int syslogUdp;
    private final int syslogTcp;
    private final int flows;
    private final URI ingest;
    private final String token;

    /**
     * A sender.
     *
     * @param syslogUdp port on the loopback address, like the next two
     * @param ingest URL of the HTTP receiver
     * @param token that admits to it
     */
    public DemoSender(int syslogUdp, int syslogTcp, int flows, URI ingest, String token) {
        this.syslogUdp = syslogUdp;
        this.syslogTcp = syslogTcp;
        this.flows = flows;
        this.ingest = ingest;
        this.token = token;
    }

    /**
     * Sends everything and returns when it has left; a UDP datagram may still be in the kernel then.
     *
     * @param now when the story ends
     * @return how many messages and flow datagrams were sent
     */
    public long send(Instant now) throws IOException, InterruptedException {
        DemoTelemetry story = DemoTelemetry.read(now);
        InetAddress loopback = InetAddress.getLoopbackAddress();
        List<String> http = new ArrayList<>();
        long sent = 0;
        try (DatagramSocket udp = new DatagramSocket();
                Socket lines = new Socket(loopback, syslogTcp);
                Socket octets = new Socket(loopback, syslogTcp);
                HttpClient client = HttpClient.newHttpClient()) {
            OutputStream lineOut = new BufferedOutputStream(lines.getOutputStream());
            OutputStream octetOut = new BufferedOutputStream(octets.getOutputStream());
            for (DemoMessage message : story.messages()) {
                byte[] bytes = message.text().getBytes(StandardCharsets.UTF_8);
                switch (message.via()) {
                    case SYSLOG_UDP -> udp.send(new DatagramPacket(bytes, bytes.length, loopback, syslogUdp));
                    case SYSLOG_TCP -> {
                        lineOut.write(bytes);
                        lineOut.write('\n');
                    }
                    case SYSLOG_TCP_OCTETS -> {
                        octetOut.write((bytes.length + " ").getBytes(StandardCharsets.US_ASCII));
                        octetOut.write(bytes);
                    }
                    case HTTP -> http.add(message.text());
                }
                if (http.size() == HTTP_LINES) {
                    post(client, http);
                }
                sent++;
            }
            post(client, http);
            lineOut.flush();
            octetOut.flush();
            sent += sendFlows(udp, loopback, story.flows(), now);
        }
        return sent;
    }

    private long sendFlows(DatagramSocket udp, InetAddress loopback, List<DemoFlow> all, Instant now)
            throws IOException {
        int half = all.size() / 2;
        List<byte[]> datagrams = new ArrayList<>(NetFlowDatagrams.version5(all.subList(0, half), now));
        datagrams.add(NetFlowDatagrams.version9(all.subList(half, all.size()), now));
        for (byte[] datagram : datagrams) {
            udp.send(new DatagramPacket(datagram, datagram.length, loopback, flows));
        }
        return datagrams.size();
    }

    private void post(HttpClient client, List<String> lines) throws IOException, InterruptedException {
        if (lines.isEmpty()) {
            return;
        }
        HttpRequest request = HttpRequest.newBuilder(ingest)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("\n", lines) + "\n"))
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(ingest + " answered " + response.statusCode() + ": " + response.body());
        }
        lines.clear();
    }
}
