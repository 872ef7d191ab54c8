package meta.core.kernel;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meta.netlink.Errno;
import meta.netlink.IpAddress;
import meta.netlink.ShortageException;
import meta.netlink.message.AddressMessage;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.netns.Sysctl;
import meta.netlink.netns.SysctlException;
import meta.netlink.packet.Icmpv6Socket;
import meta.netlink.packet.PacketSocket;
import meta.netlink.socket.DumpSink;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.net.Netns;
import meta.spi.net.SysctlValue;
import org.jspecify.annotations.Nullable;

/** The kernel itself: a netlink socket in each namespace, and a way in for its settings. One caller at a time may use it. */
public final class CallKernel implements KernelPort, AutoCloseable {
    /** Reading a secret that is not set is refused with {@code EIO} (ip-sysctl). */
    private static final String SECRET = "/stable_secret";

    /** The modules of those kinds of devices that are not called as they are. */
    private static final Map<String, String> MODULES =
            Map.of("gre", "ip_gre", "ip6gre", "ip6_gre", "ip6tnl", "ip6_tunnel");

    private final NamespaceHandle host;
    private final Optional<NamespaceHandle> pod;
    private final Optional<CachedAddresses> kept;
    private final Optional<HomeNamespace> home;
    private @Nullable ObjectBudget budget;
    private int reserved;

    private CallKernel(
            NamespaceHandle host,
            Optional<NamespaceHandle> pod,
            Optional<CachedAddresses> kept,
            Optional<HomeNamespace> home) {
        this.host = host;
        this.pod = pod;
        this.kept = kept;
        this.home = home;
    }

    /**
     * {@return the kernel as seen from both; both are closed with it}
     *
     * <p>The calling thread is the only one that may use it.
     *
     * @param host the calling thread's own namespace
     * @param pod the pod's; empty where it is gone
     * @param kept the host's addresses; empty where the kernel is asked for them
     * @throws NetlinkException where the kernel does not let us into the pod's; the namespaces are closed then
     */
    public static CallKernel of(NetworkNamespace host, Optional<NetworkNamespace> pod, Optional<CachedAddresses> kept) {
        HomeNamespace home = new HomeNamespace(host);
        try {
            Optional<NamespaceHandle> inPod = pod.map(namespace -> NamespaceHandle.visiting(namespace, home));
            return new CallKernel(NamespaceHandle.inside(host, home), inPod, kept, Optional.of(home));
        } catch (RuntimeException e) {
            try (host) {
                home.close();
            }
            throw e;
        }
    }

    /**
     * {@return the kernel as seen from both, neither of which need be the calling thread's; both are closed with it}
     *
     * @throws NamespaceException where the kernel does not let us into one of them; the namespaces are closed then
     */
    public static CallKernel onDedicatedThreads(NetworkNamespace host, Optional<NetworkNamespace> pod)
            throws NamespaceException {
        NamespaceHandle outer = NamespaceHandle.outside(host);
        try {
            return new CallKernel(
                    outer,
                    pod.isPresent() ? Optional.of(NamespaceHandle.outside(pod.get())) : Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        } catch (NamespaceException e) {
            outer.close();
            throw e;
        }
    }

    /** From now on what is {@linkplain #reserve reserved} is taken from this, and given back when all is closed. */
    public void reserveFrom(ObjectBudget shared) {
        budget = shared;
    }

    @Override
    public boolean reserve(int objects) {
        if (budget == null) {
            return true;
        }
        boolean taken = budget.take(objects);
        reserved += taken ? objects : 0;
        return taken;
    }

    @Override
    public boolean has(Netns netns) {
        return netns == Netns.HOST || pod.isPresent();
    }

    @Override
    public List<Reply> send(Netns netns, List<Request> requests) {
        return side(netns).send(requests);
    }

    @Override
    public Reply dump(Netns netns, Request request) {
        return side(netns).dump(request);
    }

    @Override
    public Reply dump(Netns netns, Request request, DumpSink sink) {
        return side(netns).dump(request, sink);
    }

    @Override
    public List<AddressMessage> nodeAddresses() {
        Optional<List<AddressMessage>> known = kept.isPresent() ? kept.get().now() : Optional.empty();
        return known.isPresent() ? known.get() : KernelPort.super.nodeAddresses();
    }

    @Override
    public List<SysctlValue> readSysctls(Netns netns, List<String> paths) {
        return side(netns).call(() -> {
            List<SysctlValue> values = new ArrayList<>();
            for (String path : paths) {
                read(netns, path, values);
            }
            return values;
        });
    }

    private static void read(Netns netns, String path, List<SysctlValue> values) {
        int star = path.indexOf("/*/");
        if (star >= 0) {
            String folder = path.substring(0, star);
            for (String entry : list(folder)) {
                readOne(netns, folder + "/" + entry + path.substring(star + 2), values);
            }
        } else {
            readOne(netns, path, values);
        }
    }

    private static void readOne(Netns netns, String path, List<SysctlValue> values) {
        try {
            Sysctl.read(path).ifPresent(value -> values.add(new SysctlValue(netns, path, value)));
        } catch (ShortageException e) {
            throw new NetlinkException(path, e.errno()); // what the engine takes for a refusal
        } catch (SysctlException e) {
            boolean unset = path.endsWith(SECRET) && e.errno().equals(Errno.EIO);
            if (!unset && (e.errno().isShortage() || e.errno().equals(Errno.EIO))) {
                throw new NetlinkException(path, e.errno()); // "there is none" would be a wrong answer
            }
            return; // the kernel does not tell it: as good as not there
        }
    }

    private static List<String> list(String folder) {
        try {
            return Sysctl.list(folder);
        } catch (ShortageException e) {
            throw new NetlinkException(folder, e.errno());
        } catch (SysctlException e) {
            throw new NetlinkException(folder, e.errno());
        }
    }

    @Override
    public boolean hasLinkKind(String kind) {
        return new File("/sys/module", MODULES.getOrDefault(kind, kind)).exists();
    }

    @Override
    public boolean canWrite(SysctlValue setting) {
        return side(setting.netns()).call(() -> Sysctl.isWritable(setting.path()));
    }

    @Override
    public Reply writeSysctl(SysctlValue wanted) {
        Optional<Errno> refused = side(wanted.netns()).call(() -> Sysctl.write(wanted.path(), wanted.value()));
        return refused.isPresent() ? new Reply.Rejected(refused.get(), "", 0) : new Reply.Acknowledged(List.of());
    }

    @Override
    public PacketSocket packetSocket(Netns netns, int ifindex) {
        return side(netns).call(() -> PacketSocket.open(ifindex));
    }

    @Override
    public Icmpv6Socket icmpv6Socket(Netns netns, int ifindex, IpAddress source) {
        return side(netns).call(() -> Icmpv6Socket.open(ifindex, source));
    }

    @Override
    public int descriptor(Netns netns) {
        return side(netns).namespace().descriptor();
    }

    private NamespaceHandle side(Netns netns) {
        return netns == Netns.HOST
                ? host
                : pod.orElseThrow(() -> new IllegalStateException("the pod's namespace is gone"));
    }

    @Override
    public void close() {
        try {
            home.ifPresent(HomeNamespace::close);
        } finally {
            pod.ifPresent(NamespaceHandle::close);
            host.close();
            if (budget != null) {
                budget.giveBack(reserved);
                reserved = 0;
            }
        }
    }
}
