package dev.vedette.host.ingest;

import dev.vedette.api.event.IpAddress;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Syslog or flow datagrams, one record each, read by a thread of its own (half the cost of an event loop).
 *
 * <p>UDP cannot hold a sender back. When the intake is full the thread waits a moment, with the kernel's buffer taking the
 * burst; then datagrams are dropped and counted until there is room. What the kernel itself dropped is read from its
 * statistics, where it has some, and counted too.
 */
final class UdpReceiver extends CountingReceiver implements DatagramProtocol.Sink {
    private static final Logger log = LoggerFactory.getLogger(UdpReceiver.class);
    private static final int MAX_DATAGRAM = 65_535;
    private static final long GRACE_MILLIS = 200;
    private static final long KERNEL_CHECK_MILLIS = 5_000;
    private static final long EXPIRY_CHECK_MILLIS = 1_000;
    private static final int MAX_ROUND = 10_000;
    private static final int STOP_ROUNDS = 20;
    private static final int MAX_ORIGINS = 4_096;

    private final Intake intake;
    private final DatagramChannel channel;
    private final Selector selector;
    private final int port;
    private final Thread thread;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(MAX_DATAGRAM);
    private final Map<InetAddress, Origin> origins = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Origin> eldest) {
            return size() > MAX_ORIGINS;
        }
    };
    private final UdpKernelDrops kernelDrops;
    private final Origin ownOrigin;
    private final @Nullable DatagramProtocol protocol;
    private boolean full;
    private volatile boolean closing;

    /** @param protocol null where each datagram is a record */
    UdpReceiver(ReceiverSettings settings, ReceiverParts parts, @Nullable DatagramProtocol protocol) {
        super(settings, parts);
        this.protocol = protocol;
        intake = parts.intake();
        ownOrigin = Origin.of(settings.client(), settings.id()).build();
        try {
            InetAddress address = InetAddress.getByName(settings.listen().host());
            channel = DatagramChannel.open(
                    address.getAddress().length == 4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
            selector = bind(address);
            InetSocketAddress bound = (InetSocketAddress) channel.getLocalAddress();
            port = bound.getPort();
            kernelDrops = new UdpKernelDrops(bound);
        } catch (IOException e) {
            throw ReceiverFailedException.cannotListen(settings, e);
        }
        thread = new Thread(this::run, "receiver-" + settings.id());
        thread.setDaemon(true);
        thread.start();
    }

    private Selector bind(InetAddress address) throws IOException {
        Selector opened = Selector.open();
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, settings.listen().receiveBufferBytes());
            channel.bind(new InetSocketAddress(address, settings.listen().port()));
            channel.configureBlocking(false);
            channel.register(opened, SelectionKey.OP_READ);
        } catch (IOException e) {
            opened.close();
            channel.close();
            throw e;
        }
        int granted = channel.getOption(StandardSocketOptions.SO_RCVBUF);
        if (granted < settings.listen().receiveBufferBytes()) {
            log.info(
                    "Receiver {} asked for a receive buffer of {} bytes and got {}; bursts may be lost in the kernel."
                            + " On Linux raise net.core.rmem_max",
                    settings.id(),
                    settings.listen().receiveBufferBytes(),
                    granted);
        }
        return opened;
    }

    private void run() {
        long nextCheck = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(KERNEL_CHECK_MILLIS);
        try {
            while (!closing) {
                selector.select(protocol == null ? KERNEL_CHECK_MILLIS : EXPIRY_CHECK_MILLIS);
                selector.selectedKeys().clear();
                drain();
                if (protocol != null) {
                    protocol.expire(this);
                }
                if (System.nanoTime() - nextCheck >= 0) {
                    countKernelDrops();
                    nextCheck = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(KERNEL_CHECK_MILLIS);
                }
            }
            for (int i = 0; i < STOP_ROUNDS && drain(); i++) {
                log.debug("Receiver {} still reads what came before the stop", settings.id());
            }
            countKernelDrops();
        } catch (IOException e) {
            log.error("Receiver {} stopped: its socket failed: {}", settings.id(), e.toString());
        }
    }

    /** Takes what the kernel holds; true if there may be more: bounded, for a flood must not stop all else. */
    private boolean drain() throws IOException {
        for (int i = 0; i < MAX_ROUND; i++) {
            buffer.clear();
            InetSocketAddress sender = (InetSocketAddress) channel.receive(buffer);
            if (sender == null) {
                return false;
            }
            take(sender.getAddress());
        }
        return true;
    }

    private void take(InetAddress sender) {
        Origin origin = origins.computeIfAbsent(sender, this::originOf);
        buffer.flip();
        int length = buffer.remaining();
        if (length == 0) {
            counters.broken(); // an empty datagram carries nothing
            return;
        }
        if (protocol != null) {
            byte[] bytes = new byte[length];
            buffer.get(bytes);
            protocol.take(origin, bytes, this);
            return;
        }
        if (length > settings.maxRecordBytes()) {
            counters.cut();
            if (counters.firstOf("cut", origin)) {
                log.warn(
                        "Receiver {}: {} sent a datagram of {} bytes, cut to {}; raise max-record-bytes to keep it"
                                + " whole",
                        settings.id(),
                        sender.getHostAddress(),
                        length,
                        settings.maxRecordBytes());
            }
            length = settings.maxRecordBytes();
        }
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        offer(new RawRecord(bytes, parts.clock().instant(), origin));
    }

    @Override
    public void record(Origin origin, byte[] bytes) {
        offer(new RawRecord(bytes, parts.clock().instant(), origin));
    }

    @Override
    public void cut(Origin origin, byte[] beginning) {
        counters.cut();
        record(origin, beginning);
    }

    @Override
    public void broken(Origin origin, String reason) {
        counters.broken();
        if (counters.firstOf("broken", origin)) {
            log.warn("Receiver {}: {} sent what cannot be read: {}", settings.id(), origin.sender(), reason);
        }
    }

    @Override
    public void dropped(Origin origin, String reason) {
        counters.dropped(1);
        intake.dropped(origin, reason, 1);
    }

    private Origin originOf(InetAddress sender) {
        return origin().sender(IpAddress.ofBytes(sender.getAddress())).build();
    }

    private void offer(RawRecord record) {
        boolean taken = intake.offer(record) != null;
        if (!taken && !full) {
            taken = waitForRoom() && intake.offer(record) != null;
        }
        full = !taken;
        if (taken) {
            counters.taken(record);
        } else {
            counters.dropped(1);
            intake.dropped(record.origin(), "queue-full", 1);
        }
    }

    private boolean waitForRoom() {
        CountDownLatch room = new CountDownLatch(1);
        intake.onRoom(room::countDown);
        try {
            return room.await(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void countKernelDrops() {
        long drops = kernelDrops.newDrops();
        if (drops > 0) {
            counters.dropped(drops);
            intake.dropped(ownOrigin, "kernel-buffer-full", drops);
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void close() {
        closing = true;
        selector.wakeup();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(15));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            selector.close();
            channel.close();
        } catch (IOException e) {
            log.warn("Receiver {} did not close in order: {}", settings.id(), e.toString());
        }
    }
}
