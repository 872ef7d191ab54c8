package meta.image.bench.inner;

import java.util.ArrayList;
import java.util.List;
import meta.core.kernel.KernelPort;
import meta.netlink.IpAddress;
import meta.netlink.message.LinkMessage;
import meta.netlink.packet.Icmpv6Socket;
import meta.netlink.packet.PacketSocket;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.net.Netns;
import meta.spi.net.SysctlValue;

/**
 * A substitute for the kernel that accepts every request and finds every device. Every dump is empty.
 *
 * @param batches the list to which each sent batch of requests is added
 */
record AcceptingKernel(List<List<Request>> batches) implements KernelPort {
    private static final Reply DONE = new Reply.Acknowledged(List.of());
    private static final int INDEX = 17;

    @Override
    public boolean has(Netns netns) {
        return true;
    }

    @Override
    public List<Reply> send(Netns netns, List<Request> requests) {
        batches.add(requests);
        List<Reply> replies = new ArrayList<>();
        for (Request request : requests) {
            boolean asks = request.operation() == Request.Operation.GET;
            replies.add(
                    asks && request.message() instanceof LinkMessage link
                            ? new Reply.Acknowledged(List.of(link.withIfindex(INDEX)))
                            : DONE);
        }
        return replies;
    }

    @Override
    public Reply dump(Netns netns, Request request) {
        return DONE;
    }

    @Override
    public List<SysctlValue> readSysctls(Netns netns, List<String> paths) {
        return List.of();
    }

    @Override
    public Reply writeSysctl(SysctlValue wanted) {
        return DONE;
    }

    @Override
    public PacketSocket packetSocket(Netns netns, int ifindex) {
        throw new IllegalStateException("no probe is expected");
    }

    @Override
    public Icmpv6Socket icmpv6Socket(Netns netns, int ifindex, IpAddress source) {
        throw new IllegalStateException("no announcement is expected");
    }

    @Override
    public boolean hasLinkKind(String kind) {
        return false;
    }

    @Override
    public int descriptor(Netns netns) {
        return 3;
    }
}
