package meta.core.observe;

import java.util.ArrayList;
import java.util.List;
import meta.core.kernel.KernelPort;
import meta.core.kernel.LinkMapping;
import meta.netlink.message.LinkInfo;
import meta.netlink.message.LinkMessage;
import meta.spi.Attachment;
import meta.spi.net.Link;
import meta.spi.net.Netns;

/** The host's veth devices that carry a mark of ours. To find them all of the node's veths are looked at, which only a GC may do. */
public final class MarkedLinks {
    private static final String VETH = "veth";

    private MarkedLinks() {}

    public static List<Link> on(KernelPort kernel) {
        LinkMessage veths = LinkMessage.any().withInfo(LinkInfo.of(VETH));
        List<Link> marked = new ArrayList<>();
        for (LinkMessage message : Answers.toDump(LinkMessage.class, kernel, Netns.HOST, veths)) {
            Link link = LinkMapping.read(message, Netns.HOST, "");
            if (Attachment.isMark(link.alias())) {
                marked.add(link);
            }
        }
        return marked;
    }
}
