package meta.core.reconcile.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import meta.core.kernel.CannedKernel;
import meta.core.kernel.FaultyKernel;
import meta.core.kernel.KernelPort;
import meta.netlink.Errno;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.Reply;
import meta.spi.net.Netns;
import org.junit.jupiter.api.Test;

/**
 * If the kernel cannot answer a query for lack of memory, a {@link NetlinkException} is thrown, because the device or address may exist.
 */
class KernelOutOfMemoryTest {
    private static final EthernetDevice NIC =
            new EthernetDevice(Netns.POD, 2, MacAddress.parse("0a:00:00:00:00:01"), EthernetDevice.State.READY);
    private static final KernelPort WITHOUT_MEMORY = rejecting(Errno.ENOBUFS);

    private static KernelPort rejecting(Errno errno) {
        return new FaultyKernel(CannedKernel.telling(List.of()), new Reply.Rejected(errno, "", 0), (_, _) -> true);
    }

    @Test
    void aDeviceIsMissingOnlyIfTheKernelSaysSo() {
        assertThat(EthernetDevice.find(Netns.POD, "eth0", rejecting(Errno.ENODEV)))
                .isEmpty();
        assertThatThrownBy(() -> EthernetDevice.find(Netns.POD, "eth0", WITHOUT_MEMORY))
                .isInstanceOf(NetlinkException.class);
    }

    @Test
    void aLackOfMemoryIsThrownWhenAddressesAreRead() {
        assertThatThrownBy(() -> DeviceAddresses.of(NIC, WITHOUT_MEMORY)).isInstanceOf(NetlinkException.class);
    }

    @Test
    void aLackOfMemoryIsThrownWhenASenderIsChosen() {
        IpAddress asked = IpAddress.parse("fd00:18::1");
        assertThatThrownBy(() -> SenderAddress.await(NIC, asked, WITHOUT_MEMORY, Duration.ZERO))
                .isInstanceOf(NetlinkException.class);
    }
}
