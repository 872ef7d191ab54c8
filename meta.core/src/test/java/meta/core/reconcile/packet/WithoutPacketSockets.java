package meta.core.reconcile.packet;

import meta.core.kernel.DelegatingKernel;
import meta.core.kernel.KernelPort;
import meta.netlink.packet.PacketSocket;
import meta.spi.net.Netns;

/** Passes calls to the real kernel; opening a packet socket fails the test. */
record WithoutPacketSockets(KernelPort real) implements DelegatingKernel {
    @Override
    public PacketSocket packetSocket(Netns netns, int ifindex) {
        throw new AssertionError("a packet socket is opened");
    }
}
