package meta.core.reconcile.packet;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import meta.core.kernel.KernelPort;
import meta.core.kernel.ReplyMessages;
import meta.netlink.LinkFlags;
import meta.netlink.MacAddress;
import meta.netlink.message.LinkMessage;
import meta.netlink.socket.Request;
import meta.spi.net.Netns;

/** An Ethernet device. */
record Nic(Netns netns, int index, MacAddress lladdr, State state) {
    private static final long RETRY_NANOS = Duration.ofMillis(20).toNanos();

    enum State {
        DOWN,
        WITHOUT_CARRIER,
        READY
    }

    /** {@return the device with this name; empty if there is none, or it has no link-layer address} */
    static Optional<Nic> find(Netns netns, String device, KernelPort kernel) {
        Request named = Request.get(LinkMessage.named(device));
        for (LinkMessage link : ReplyMessages.of(LinkMessage.class, kernel, netns, List.of(named))) {
            MacAddress lladdr = link.address();
            if (lladdr != null) {
                return Optional.of(new Nic(netns, link.ifindex(), lladdr, state(link.flags())));
            }
        }
        return Optional.empty();
    }

    /**
     * {@return the result of {@link #find}, after waiting for the carrier of the device} A device that was just set up has no carrier for a moment.
     * Frames that are sent without a carrier are lost without an error.
     *
     * @param timeout the longest wait; then the result has the state {@link State#WITHOUT_CARRIER}
     */
    static Optional<Nic> findWithCarrier(Netns netns, String device, KernelPort kernel, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        Optional<Nic> found = find(netns, device, kernel);
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

    /** {@return why the device cannot be used; empty if it can be used, even without a carrier} */
    static String problem(Optional<Nic> found, String device) {
        if (found.isEmpty()) {
            return "there is no Ethernet device " + device;
        }
        return found.get().state == State.DOWN ? device + " is down" : "";
    }
}
