package meta.launcher.rollback;

import java.util.ArrayList;
import java.util.List;
import meta.core.kernel.KernelPort;
import meta.netlink.Errno;
import meta.netlink.IpAddress;
import meta.netlink.packet.Icmpv6Socket;
import meta.netlink.packet.PacketSocket;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.netlink.socket.Request.Operation;
import meta.spi.net.Netns;
import meta.spi.net.SysctlValue;

/** Passes calls to the real kernel, but rejects one request that would change something, or one write of a sysctl, with {@code EPERM}. */
final class RejectingKernel implements KernelPort {
    private static final Reply REFUSED = new Reply.Rejected(Errno.EPERM, "not this one", 0);

    private final KernelPort kernel;
    private int left;

    /** @param n the index, from 1, of the rejected one among all writes of sysctls and all requests that are neither GET nor DUMP */
    RejectingKernel(KernelPort kernel, int n) {
        this.kernel = kernel;
        this.left = n;
    }

    /** {@return whether a request or a write was rejected} */
    boolean hasRefused() {
        return left <= 0;
    }

    private boolean isNth() {
        left--;
        return left == 0;
    }

    @Override
    public List<Reply> send(Netns netns, List<Request> requests) {
        List<Request> passed = new ArrayList<>();
        int refused = -1;
        for (Request request : requests) {
            boolean changes = request.operation() != Operation.GET && request.operation() != Operation.DUMP;
            if (changes && isNth()) {
                refused = passed.size();
            } else {
                passed.add(request);
            }
        }
        List<Reply> replies = passed.isEmpty() ? new ArrayList<>() : new ArrayList<>(kernel.send(netns, passed));
        if (refused >= 0) {
            replies.add(refused, REFUSED);
        }
        return replies;
    }

    @Override
    public Reply writeSysctl(SysctlValue wanted) {
        return isNth() ? REFUSED : kernel.writeSysctl(wanted);
    }

    @Override
    public boolean canWrite(SysctlValue setting) {
        return kernel.canWrite(setting);
    }

    @Override
    public boolean reserve(int objects) {
        return kernel.reserve(objects);
    }

    @Override
    public boolean has(Netns netns) {
        return kernel.has(netns);
    }

    @Override
    public Reply dump(Netns netns, Request request) {
        return kernel.dump(netns, request);
    }

    @Override
    public List<SysctlValue> readSysctls(Netns netns, List<String> paths) {
        return kernel.readSysctls(netns, paths);
    }

    @Override
    public PacketSocket packetSocket(Netns netns, int ifindex) {
        return kernel.packetSocket(netns, ifindex);
    }

    @Override
    public Icmpv6Socket icmpv6Socket(Netns netns, int ifindex, IpAddress source) {
        return kernel.icmpv6Socket(netns, ifindex, source);
    }

    @Override
    public boolean hasLinkKind(String kind) {
        return kernel.hasLinkKind(kind);
    }

    @Override
    public int descriptor(Netns netns) {
        return kernel.descriptor(netns);
    }
}
