package meta.core.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.netlink.Errno;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NamespaceThread;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.netns.Sysctl;
import meta.netlink.socket.NetlinkSocket;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.net.Netns;
import meta.spi.net.SysctlValue;

/**
 * The kernel itself: a netlink socket in each namespace, and a thread in the pod's for its settings.
 *
 * <p>The host is the namespace of the thread that opens it, and only that thread may use it.
 */
public final class Namespaces implements KernelPort, AutoCloseable {
    private final NetworkNamespace host;
    private final NetlinkSocket hostSocket;
    private final Optional<Pod> pod;

    /** The pod's side: a thread that has entered its namespace, and a socket that was opened there. */
    private record Pod(NetworkNamespace namespace, NamespaceThread thread, NetlinkSocket socket) {
        static Pod enter(NetworkNamespace namespace) throws NamespaceException {
            NamespaceThread thread = namespace.enter();
            return new Pod(namespace, thread, thread.call(NetlinkSocket::open));
        }

        void close() {
            socket.close();
            thread.close();
            namespace.close();
        }
    }

    private Namespaces(NetworkNamespace host, NetlinkSocket hostSocket, Optional<Pod> pod) {
        this.host = host;
        this.hostSocket = hostSocket;
        this.pod = pod;
    }

    /**
     * {@return the kernel as seen from both; both are closed with it}
     *
     * @param host the calling thread's own namespace
     * @param pod the pod's; empty where it is gone
     * @throws NamespaceException where the kernel does not let us into the pod's
     */
    public static Namespaces of(NetworkNamespace host, Optional<NetworkNamespace> pod) throws NamespaceException {
        Optional<Pod> entered = pod.isPresent() ? Optional.of(Pod.enter(pod.get())) : Optional.empty();
        return new Namespaces(host, NetlinkSocket.open(), entered);
    }

    @Override
    public boolean has(Netns netns) {
        return netns == Netns.HOST || pod.isPresent();
    }

    @Override
    public List<Reply> send(Netns netns, List<Request> requests) {
        return socket(netns).send(requests);
    }

    @Override
    public Reply dump(Netns netns, Request request) {
        return socket(netns).dump(request);
    }

    @Override
    public List<SysctlValue> readSysctls(Netns netns, List<String> paths) {
        return netns == Netns.HOST ? read(netns, paths) : pod().thread().call(() -> read(netns, paths));
    }

    private static List<SysctlValue> read(Netns netns, List<String> paths) {
        List<SysctlValue> values = new ArrayList<>();
        for (String path : paths) {
            int star = path.indexOf("/*/");
            if (star < 0) {
                Sysctl.read(path).ifPresent(value -> values.add(new SysctlValue(netns, path, value)));
                continue;
            }
            String folder = path.substring(0, star);
            for (String entry : Sysctl.list(folder)) {
                String each = folder + "/" + entry + path.substring(star + 2);
                Sysctl.read(each).ifPresent(value -> values.add(new SysctlValue(netns, each, value)));
            }
        }
        return values;
    }

    @Override
    public Reply writeSysctl(SysctlValue wanted) {
        Optional<Errno> refused = wanted.netns() == Netns.HOST
                ? Sysctl.write(wanted.path(), wanted.value())
                : pod().thread().call(() -> Sysctl.write(wanted.path(), wanted.value()));
        return refused.<Reply>map(errno -> new Reply.Refused(errno, "", 0)).orElse(new Reply.Accepted(List.of()));
    }

    @Override
    public int descriptor(Netns netns) {
        return netns == Netns.HOST ? host.descriptor() : pod().namespace().descriptor();
    }

    private NetlinkSocket socket(Netns netns) {
        return netns == Netns.HOST ? hostSocket : pod().socket();
    }

    private Pod pod() {
        return pod.orElseThrow(() -> new IllegalStateException("the pod's namespace is gone"));
    }

    @Override
    public void close() {
        pod.ifPresent(Pod::close);
        hostSocket.close();
        host.close();
    }
}
