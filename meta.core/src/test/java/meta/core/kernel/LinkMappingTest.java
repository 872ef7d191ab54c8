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
}
