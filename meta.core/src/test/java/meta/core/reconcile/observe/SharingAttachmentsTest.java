package meta.core.reconcile.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import meta.core.kernel.FaultyKernel;
import meta.core.kernel.KernelPort;
import meta.core.kernel.ScratchHostAndPod;
import meta.netlink.Errno;
import meta.netlink.message.LinkMessage;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import meta.spi.Attachment;
import meta.spi.SharedLink;
import meta.spi.net.Link;
import org.junit.jupiter.api.Test;

@NeedsRealKernel
class SharingAttachmentsTest {
    private static final Attachment OWNER = Attachment.of("lan", "abc", "eth0", "");
    private static final Attachment JOINED = Attachment.of("storage", "abc", "net1", "");

    /** {@return the host end of a pair that {@link #OWNER} and {@link #JOINED} share; the host end has the mark of {@link #OWNER}} */
    private static Link pair(ScratchHostAndPod net) {
        net.joinByVeth();
        net.onHost("ip", "link", "set", "vethabc", "alias", OWNER.mark());
        net.inPod(
                "ip",
                "link",
                "set",
                "veth0",
                "alias",
                SharedLink.of("").with(JOINED).alias());
        return new MarkedLinksOf(net.kernel()).only();
    }

    private record MarkedLinksOf(KernelPort kernel) {
        Link only() {
            List<Link> marked = MarkedLinks.on(kernel);
            assertThat(marked).hasSize(1);
            return marked.getFirst();
        }
    }

    /** {@return a kernel that rejects each request for a device of the pod that names the device} */
    private static KernelPort rejecting(ScratchHostAndPod net, Errno errno) {
        return new FaultyKernel(
                net.kernel(),
                new Reply.Rejected(errno, "for the test", 0),
                (_, request) -> request instanceof Request sent
                        && sent.message() instanceof LinkMessage link
                        && link.name() != null
                        && !link.unknown().isEmpty());
    }

    @Test
    void aNicIsGoneOnlyIfTheKernelReportsThatThereIsNoSuchDevice(ScratchNamespaces scratch) throws IOException {
        try (ScratchHostAndPod net = ScratchHostAndPod.in(scratch)) {
            Link hostEnd = pair(net);
            net.pod("link add net1 type bridge");
            assertThat(new SharingAttachments(net.kernel()).isOwnerGone(hostEnd))
                    .isFalse();
            assertThat(new SharingAttachments(net.kernel()).of(hostEnd)).containsExactly(JOINED);

            net.pod("link del eth0");
            net.pod("link del net1");
            assertThat(new SharingAttachments(net.kernel()).isOwnerGone(hostEnd))
                    .isTrue();
            assertThat(new SharingAttachments(net.kernel()).of(hostEnd)).isEmpty();

            KernelPort rejecting = rejecting(net, Errno.EPERM);
            assertThat(new SharingAttachments(rejecting).isOwnerGone(hostEnd)).isFalse();
            assertThat(new SharingAttachments(rejecting).of(hostEnd)).containsExactly(JOINED);
        }
    }
}
