package meta.core.reconcile.packet;

import meta.core.kernel.DelegatingKernel;
import meta.core.kernel.KernelPort;
import meta.netlink.packet.PacketSocket;
import meta.spi.net.Netns;

/** Passes calls to the real kernel, but throws an {@link AssertionError} if a packet socket is opened. */
record WithoutPacketSockets(KernelPort real) implements DelegatingKernel {
    @Override
    public PacketSocket packetSocket(Netns netns, int ifindex) {
        throw new AssertionError("a packet socket is opened");
    }
}
