package meta.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import meta.netlink.MacAddress;
import meta.netlink.message.LinkInfo;
import meta.netlink.message.LinkMessage;
import meta.spi.net.Link;
import meta.spi.net.Netns;
import meta.spi.net.VethPair;
import org.junit.jupiter.api.Test;

class LinkMappingTest {
    @Test
    void theMessageForANewPairLacksWhatThePlanLeavesToTheKernel() {
        VethPair pair = VethPair.of(
                Link.of(Netns.HOST, "vethabc", "veth", MacAddress.NONE, 0).withPeer("veth0"),
                Link.of(Netns.POD, "veth0", "veth", MacAddress.NONE, 0).withPeer("vethabc"));

        assertThat(LinkMapping.creation(pair, 5))
                .isEqualTo(LinkMessage.named("vethabc")
                        .withInfo(LinkInfo.veth(LinkMessage.named("veth0").withNamespaceFd(5))));
    }

    /** The kernel's own queue length depends on the kind of the device: 1000 packets for a veth, 32 for an ifb. */
    @Test
    void thePlannedQueueLengthIsSentUnlessTheKernelChoosesIt() {
        assertThat(LinkMapping.creation(Link.of(Netns.POD, "ifb7", "ifb", MacAddress.NONE, 1500), new Devices())
                        .txQueueLength())
                .isEqualTo(1000);
        assertThat(LinkMapping.creation(Link.of(Netns.POD, "ifb7", "ifb"), new Devices())
                        .txQueueLength())
                .isNull();
        VethPair pair = VethPair.of("vethabc", MacAddress.NONE, "veth0", MacAddress.NONE, 1500);
        assertThat(LinkMapping.creation(pair, 5).txQueueLength()).isNull();
    }
}
