package meta.core.reconcile.packet;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import meta.core.kernel.KernelPort;
import meta.core.kernel.MessagesInReplies;
import meta.netlink.LinkFlags;
import meta.netlink.MacAddress;
import meta.netlink.message.LinkMessage;
import meta.netlink.socket.Request;
import meta.spi.net.Netns;

/** A device with a link-layer address of six bytes. The properties are those at the time of the query. */
record EthernetDevice(Netns netns, int index, MacAddress lladdr, State state) {
    private static final long RETRY_NANOS = Duration.ofMillis(20).toNanos();

    enum State {
        /** The device is administratively down. */
        DOWN,
        /** The device is up, but a frame would be lost without an error. */
        WITHOUT_CARRIER,
        READY
    }

    /**
     * {@return the device with this name; empty if there is no such device, or the device has no link-layer address of six bytes}
     *
     * @throws meta.netlink.socket.NetlinkException if no reply arrives, or the kernel cannot answer for lack of a resource
     * @throws meta.netlink.message.MalformedMessageException if the reply cannot be decoded
     */
    static Optional<EthernetDevice> find(Netns netns, String device, KernelPort kernel) {
        Request named = Request.get(LinkMessage.named(device));
        for (LinkMessage link : MessagesInReplies.of(LinkMessage.class, kernel, netns, List.of(named))) {
            MacAddress lladdr = link.address();
            if (lladdr != null) {
                return Optional.of(new EthernetDevice(netns, link.ifindex(), lladdr, state(link.flags())));
            }
        }
        return Optional.empty();
    }

    /**
     * {@return the result of {@link #find}} Waits first while the device is up without a carrier: a device that was just set up has none for
     * a moment.
     *
     * @param timeout the longest wait
     * @throws meta.netlink.socket.NetlinkException as for {@link #find}
     * @throws meta.netlink.message.MalformedMessageException as for {@link #find}
     */
    static Optional<EthernetDevice> findWithCarrier(Netns netns, String device, KernelPort kernel, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        Optional<EthernetDevice> found = find(netns, device, kernel);
        while (found.isPresent() && found.get().state == State.WITHOUT_CARRIER && deadline - System.nanoTime() > 0) {
            LockSupport.parkNanos(RETRY_NANOS);
            found = find(netns, device, kernel);
        }
        return found;
    }

    private static State state(LinkFlags flags) {
        if (!flags.has(LinkFlags.UP)) {
            return State.DOWN;
        }
        return flags.has(LinkFlags.LOWER_UP) ? State.READY : State.WITHOUT_CARRIER;
    }

    /** {@return why the device cannot be used; empty if the device is up, even without a carrier} */
    static String problem(Optional<EthernetDevice> found, String device) {
        if (found.isEmpty()) {
            return "there is no Ethernet device " + device;
        }
        return found.get().state == State.DOWN ? device + " is down" : "";
    }
}
