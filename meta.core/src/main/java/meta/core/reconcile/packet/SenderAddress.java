package meta.core.reconcile.packet;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import meta.core.kernel.KernelPort;
import meta.core.kernel.MessagesInReplies;
import meta.netlink.AddressFlags;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.message.AddressMessage;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;

/**
 * The address from which a device sends a request to another host.
 *
 * @param address the address; unspecified if the device has no usable address of the family
 * @param isTentative whether the device has an address of the family whose duplicate address detection has not finished
 */
record SenderAddress(IpAddress address, boolean isTentative) {
    private static final long RETRY_NANOS = Duration.ofMillis(20).toNanos();

    /**
     * {@return the address for a request; empty if the device has no usable address of the family} If the device has no usable address but
     * a tentative one, waits for the end of duplicate address detection (RFC 4862 5.4).
     *
     * @param asked the address of the other host
     * @param timeout the longest wait
     * @throws meta.netlink.socket.NetlinkException as for {@link EthernetDevice#find}
     * @throws meta.netlink.message.MalformedMessageException as for {@link EthernetDevice#find}
     */
    static Optional<IpAddress> await(EthernetDevice nic, IpAddress asked, KernelPort kernel, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        SenderAddress found = find(nic, asked, kernel);
        while (found.address.isUnspecified() && found.isTentative && deadline - System.nanoTime() > 0) {
            LockSupport.parkNanos(RETRY_NANOS);
            found = find(nic, asked, kernel);
        }
        return Optional.of(found.address).filter(address -> !address.isUnspecified());
    }

    private static SenderAddress find(EthernetDevice nic, IpAddress asked, KernelPort kernel) {
        Family family = asked.family();
        Reply reply = kernel.dump(nic.netns(), Request.dump(AddressMessage.on(family, nic.index())));
        IpAddress best = IpAddress.unspecified(family);
        int rankOfBest = Integer.MAX_VALUE;
        boolean tentative = false;
        for (AddressMessage message : MessagesInReplies.of(AddressMessage.class, reply)) {
            IpAddress own = message.own();
            if (own != null && own.family().equals(family)) {
                // the kernel also sets TENTATIVE after the detection has failed
                boolean failed = message.flags().has(AddressFlags.DADFAILED);
                boolean pending = !failed && message.flags().has(AddressFlags.TENTATIVE);
                int rank = rank(own, message.prefixLength(), asked);
                tentative = tentative || pending;
                if (!failed && !pending && rank < rankOfBest) {
                    best = own;
                    rankOfBest = rank;
                }
            }
        }
        return new SenderAddress(best, tentative);
    }

    private static int rank(IpAddress own, int prefixLength, IpAddress asked) {
        if (Prefix.containing(own, prefixLength).contains(asked)) {
            return 0;
        }
        return own.isLinkLocal() ? 1 : 2;
    }
}
