package meta.core.reconcile.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import meta.core.kernel.CannedKernel;
import meta.netlink.message.LinkInfo;
import meta.netlink.message.LinkMessage;
import meta.spi.Attachment;
import meta.spi.net.Link;
import org.junit.jupiter.api.Test;

class MarkedLinksTest {
    private static final String MARK = Attachment.of("lan", "abc", "eth0", "").mark();

    /** Without the veth driver, the kernel ignores the filter of the dump and lists devices of all kinds. */
    @Test
    void aDeviceOfAnotherKindIsLeftOutAlthoughItHasAMark() {
        CannedKernel kernel = CannedKernel.telling(List.of(
                LinkMessage.named("vf0").withIfindex(2).withAlias(MARK),
                LinkMessage.named("br0").withIfindex(3).withAlias(MARK).withInfo(LinkInfo.of("bridge")),
                LinkMessage.named("veth1").withIfindex(4).withAlias(MARK).withInfo(LinkInfo.of("veth"))));

        assertThat(MarkedLinks.on(kernel)).extracting(Link::name).containsExactly("veth1");
    }
}
