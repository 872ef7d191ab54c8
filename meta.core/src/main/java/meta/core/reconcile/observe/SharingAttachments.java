package meta.core.reconcile.observe;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.core.kernel.KernelPort;
import meta.core.kernel.MessagesInReplies;
import meta.netlink.Attribute;
import meta.netlink.Errno;
import meta.netlink.message.LinkMessage;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.Attachment;
import meta.spi.SharedLink;
import meta.spi.net.DeviceName;
import meta.spi.net.Link;
import meta.spi.net.Netns;

/**
 * Finds the attachments of a pod that share a veth pair. The mark of the host end names the owner; the alias of the pod end lists the
 * other attachments ({@link SharedLink}).
 *
 * <p>The methods throw {@link meta.netlink.socket.NetlinkException} if a reply does not arrive, or the kernel lacks a resource. They
 * throw {@link meta.netlink.message.MalformedMessageException} if a reply cannot be decoded.
 */
public record SharingAttachments(KernelPort kernel) {
    private static final int IFLA_TARGET_NETNSID = 46;

    /**
     * {@return the attachments in the alias of the pod end, without the owner and those whose NIC does not exist according to the kernel,
     * in the {@linkplain DeviceName#ORDER order} of the NICs} Empty if the host end has no mark, or the alias cannot be read.
     */
    public List<Attachment> of(Link hostEnd) {
        Optional<Attachment> owner = Attachment.ofMark(hostEnd.alias());
        Optional<PodEnd> podEnd = podEnd(hostEnd);
        if (owner.isEmpty() || podEnd.isEmpty()) {
            return List.of();
        }
        int nsid = podEnd.get().nsid();
        String alias = answer(in(nsid, LinkMessage.indexed(podEnd.get().index())))
                .map(LinkMessage::alias)
                .orElse("");
        SharedLink shared = SharedLink.of(alias);
        List<Attachment> joined = new ArrayList<>();
        for (String nic :
                shared.networks().keySet().stream().sorted(DeviceName.ORDER).toList()) {
            if (!isGone(nic, nsid) && !nic.equals(owner.get().ifname())) {
                shared.attachment(nic, owner.get()).ifPresent(joined::add);
            }
        }
        return joined;
    }

    /**
     * {@return whether the owner's NIC is no longer in the pod; false if that is unknown, such as for a host end without a mark, or without
     * a peer in another namespace}
     */
    public boolean isOwnerGone(Link hostEnd) {
        Optional<Attachment> owner = Attachment.ofMark(hostEnd.alias());
        Optional<PodEnd> podEnd = podEnd(hostEnd);
        return owner.isPresent()
                && podEnd.isPresent()
                && isGone(owner.get().ifname(), podEnd.get().nsid());
    }

    private boolean isGone(String nic, int nsid) {
        Request request = Request.get(in(nsid, LinkMessage.named(nic)));
        Reply reply = kernel.send(Netns.HOST, List.of(request)).getFirst();
        MessagesInReplies.requireAnswer(reply);
        return reply instanceof Reply.Rejected rejected && rejected.errno().equals(Errno.ENODEV);
    }

    private record PodEnd(int nsid, int index) {}

    private Optional<PodEnd> podEnd(Link hostEnd) {
        Optional<LinkMessage> outside = answer(LinkMessage.named(hostEnd.name()));
        Integer peer = outside.map(LinkMessage::peerIndex).orElse(null);
        Integer nsid = outside.map(LinkMessage::peerNsid).orElse(null);
        return peer == null || nsid == null ? Optional.empty() : Optional.of(new PodEnd(nsid, peer));
    }

    private static LinkMessage in(int nsid, LinkMessage link) {
        byte[] id = ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.nativeOrder())
                .putInt(nsid)
                .array();
        return link.withUnknown(List.of(new Attribute(IFLA_TARGET_NETNSID, id)));
    }

    private Optional<LinkMessage> answer(LinkMessage asked) {
        return MessagesInReplies.of(LinkMessage.class, kernel, Netns.HOST, List.of(Request.get(asked))).stream()
                .findFirst();
    }
}
