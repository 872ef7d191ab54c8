package meta.core.reconcile.observe;

import java.util.List;
import java.util.Optional;
import meta.core.kernel.Devices;
import meta.core.kernel.KernelPort;
import meta.core.kernel.LinkMapping;
import meta.netlink.message.LinkInfo;
import meta.netlink.message.LinkMessage;
import meta.spi.Attachment;
import meta.spi.net.Link;
import meta.spi.net.Netns;

/** Finds the veth devices of the host with a mark. */
public final class MarkedLinks {
    private static final String VETH = "veth";

    private MarkedLinks() {}

    /**
     * {@return these devices, without the names of their peers and masters}
     *
     * @throws meta.core.cni.CallFailedException if the {@link ObjectLimit} is used up
     * @throws meta.netlink.socket.NetlinkException if the dump of the devices fails
     * @throws meta.netlink.message.MalformedMessageException if a reply cannot be decoded
     */
    public static List<Link> on(KernelPort kernel) {
        LinkMessage veths = LinkMessage.any().withInfo(LinkInfo.of(VETH));
        return new BoundedDump<>(
                        "links of ours on the node",
                        LinkMessage.class,
                        veths,
                        message -> Attachment.isMark(String.valueOf(message.alias()))
                                ? Optional.of(LinkMapping.read(message, Netns.HOST, "", new Devices()))
                                        .filter(MarkedLinks::isVeth)
                                : Optional.empty())
                .from(kernel, Netns.HOST);
    }

    /** {@return whether the link is a veth device} If the veth driver is not loaded, the kernel ignores the filter of the dump. */
    private static boolean isVeth(Link link) {
        return link.kind().equals(VETH);
    }
}
