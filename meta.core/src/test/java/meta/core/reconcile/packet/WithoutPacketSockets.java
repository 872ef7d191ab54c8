package meta.core.reconcile.packet;

import meta.core.kernel.KernelPort;
import meta.core.kernel.PassingKernel;
import meta.netlink.packet.PacketSocket;
import meta.spi.net.Netns;

/** The real kernel, but whoever opens a packet socket fails the test. */
record WithoutPacketSockets(KernelPort real) implements PassingKernel {
    @Override
    public PacketSocket packetSocket(Netns netns, int ifindex) {
        throw new AssertionError("a packet socket is opened");
    }
}
