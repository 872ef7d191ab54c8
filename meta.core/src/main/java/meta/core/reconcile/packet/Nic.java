package meta.core.reconcile.packet;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import meta.core.kernel.KernelPort;
import meta.netlink.LinkFlags;
import meta.netlink.MacAddress;
import meta.netlink.message.LinkMessage;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.net.Netns;

/**
 * A device by which the stations on its link can be asked and told.
 *
 * @param netns where it is
 * @param index its index there
 * @param lladdr its link-layer address
 * @param state whether frames go out
 */
record Nic(Netns netns, int index, MacAddress lladdr, State state) {
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(20).toNanos();

    /** Whether frames go out by a device. */
    enum State {
        /** It is switched off, and nobody can be expected to switch it on. */
        DOWN,
        /** It is on, and has no carrier yet. */
        WITHOUT_CARRIER,
        READY
    }

    /** {@return the device of this name; empty where there is none that has a link-layer address} */
    static Optional<Nic> find(Netns netns, String device, KernelPort kernel) {
        Reply reply = kernel.send(netns, List.of(Request.get(LinkMessage.named(device))))
                .getFirst();
        if (reply instanceof Reply.Acknowledged(List<NetlinkMessage> answers)) {
            for (NetlinkMessage answer : answers) {
                if (answer instanceof LinkMessage link && link.address() != null) {
                    return Optional.of(new Nic(netns, link.ifindex(), link.address(), state(link.flags())));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * {@return the device as it is when it has its carrier, or has none after this time}
     *
     * <p>The link of a NIC that has just been switched on takes a moment, and what is sent before that is lost without a word.
     */
    static Optional<Nic> find(Netns netns, String device, KernelPort kernel, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        Optional<Nic> found = find(netns, device, kernel);
        while (found.isPresent() && found.get().state == State.WITHOUT_CARRIER && end - System.nanoTime() > 0) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
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
}
