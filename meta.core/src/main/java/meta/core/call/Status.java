package meta.core.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.core.cni.CallFailedException;
import meta.core.cni.Failure;
import meta.core.kernel.KernelPort;
import meta.netlink.message.LinkMessage;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NamespaceThread;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.net.Netns;
import meta.spi.net.SysctlValue;

/**
 * Checks for a STATUS whether the kernel permits operations that an ADD needs (CNI spec 1.1.0 "STATUS"). A request changes no property of
 * the link {@code lo}; a sysctl gets its present value; a thread enters the network namespace of the calling thread.
 */
final class Status {
    private static final String LOOPBACK = "lo";

    private Status() {}

    /**
     * Tries the operations.
     *
     * @throws CallFailedException with {@link Failure.NotAvailable} if the kernel rejects an operation; its reason has a line for each
     *     such operation
     * @throws meta.netlink.socket.NetlinkException as for {@link KernelPort#send}, {@link KernelPort#readSysctls} and
     *     {@link KernelPort#writeSysctl}
     */
    static void run(KernelPort kernel) {
        List<String> obstacles = new ArrayList<>();
        obstacleToLinkChange(kernel).ifPresent(obstacles::add);
        obstacleToSysctlChange(kernel).ifPresent(obstacles::add);
        obstacleToNamespaceEntry().ifPresent(obstacles::add);
        if (!obstacles.isEmpty()) {
            throw new CallFailedException(new Failure.NotAvailable(String.join("\n", obstacles)));
        }
    }

    private static Optional<String> obstacleToLinkChange(KernelPort kernel) {
        Request nothing = Request.change(LinkMessage.named(LOOPBACK));
        return kernel.send(Netns.HOST, List.of(nothing)).getFirst() instanceof Reply.Rejected rejected
                ? Optional.of("ip link set lo: " + rejected + "; requires CAP_NET_ADMIN")
                : Optional.empty();
    }

    private static Optional<String> obstacleToSysctlChange(KernelPort kernel) {
        String path = SysctlValue.ipv4(LOOPBACK, "rp_filter");
        List<SysctlValue> now = kernel.readSysctls(Netns.HOST, List.of(path));
        if (now.isEmpty()) {
            return Optional.of("/proc/sys/" + path + ": cannot be read");
        }
        return kernel.writeSysctl(now.getFirst()) instanceof Reply.Rejected rejected
                ? Optional.of("/proc/sys/" + path + ": cannot be written: " + rejected)
                : Optional.empty();
    }

    private static Optional<String> obstacleToNamespaceEntry() {
        try (NetworkNamespace own = NetworkNamespace.current();
                NamespaceThread _ = own.enter()) {
            return Optional.empty();
        } catch (NamespaceException e) {
            return Optional.of(e.getMessage() + "; requires CAP_SYS_ADMIN");
        }
    }
}
