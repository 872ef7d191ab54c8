package meta.core.kernel;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meta.core.cni.CallFailedException;
import meta.core.cni.Failure;
import meta.netlink.Errno;
import meta.netlink.IpAddress;
import meta.netlink.message.AddressMessage;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NamespaceFlock;
import meta.netlink.netns.NamespaceThread;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.netns.Sysctl;
import meta.netlink.packet.Icmpv6Socket;
import meta.netlink.packet.PacketSocket;
import meta.netlink.socket.DumpSink;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.net.Netns;
import meta.spi.net.SysctlValue;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The access of one CNI call to the kernel. Owns the open network namespaces, the lock of the pod, and the netlink sockets. A socket that
 * {@link #packetSocket} or {@link #icmpv6Socket} returns belongs to the caller.
 *
 * <p>Only the thread that has called the factory method may use an instance. Instances from {@link #onDedicatedThreads} may be used by any
 * thread, but only by one at a time. {@link #send} and {@link #dump(Netns, Request) dump} wait at most 5 seconds for the kernel's replies.
 */
public final class CallKernel implements KernelPort, AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(CallKernel.class);

    /** The names of the kernel modules that differ from the kind of their devices, for the kinds that the plugins ask for. */
    private static final Map<String, String> MODULES =
            Map.of("gre", "ip_gre", "ip6gre", "ip6_gre", "ip6tnl", "ip6_tunnel");

    private final OwnedResources owned;
    private final NamespaceHandle host;
    private final Optional<NamespaceHandle> pod;
    private final Optional<CachedAddresses> nodeAddresses;

    private final Optional<SharedObjectBudget> budget;
    private int reserved;

    private CallKernel(
            OwnedResources owned,
            NamespaceHandle host,
            Optional<NamespaceHandle> pod,
            Optional<CachedAddresses> nodeAddresses,
            Optional<SharedObjectBudget> budget) {
        this.owned = owned;
        this.host = host;
        this.pod = pod;
        this.nodeAddresses = nodeAddresses;
        this.budget = budget;
        owned.own(this, CallKernel::releaseBudget);
    }

    /**
     * Opens the pod's network namespace and the node's, which the calling thread is in, and locks the pod. Waits for the lock ({@link
     * NamespaceSource#lock}). Logs a warning if the lock files cannot be used.
     *
     * @param netns the value of {@code CNI_NETNS}
     * @return the kernel access, which the caller must close
     * @throws CallFailedException if {@code netns} does not lead to a network namespace or leads to the node's own, if a namespace cannot
     *     be opened, or if {@link NamespaceSource#lock} throws a {@link NamespaceException}
     * @throws java.io.UncheckedIOException if the file of an open namespace cannot be examined
     * @throws meta.netlink.socket.NetlinkException if the thread cannot enter or leave the pod's namespace, or no socket can be opened
     *     there
     * @throws meta.netlink.netns.StrandedException as for {@link #close}
     * @throws meta.netlink.ShortageException as for {@link NamespaceSource#lock}
     */
    public static CallKernel openPod(String netns, NamespaceSource source) {
        try {
            return open(owned -> {
                NetworkNamespace pod = owned.own(source.open(netns), NetworkNamespace::close);
                NetworkNamespace host = owned.own(NetworkNamespace.current(), NetworkNamespace::close);
                if (pod.isSameAs(host)) {
                    throw new CallFailedException(
                            noNamespace(netns, "is the node's own network namespace, not a pod's"));
                }
                return locked(owned, host, pod, source);
            });
        } catch (NamespaceException e) {
            throw failure(netns, e);
        } catch (InvalidPathException e) {
            throw new CallFailedException(noNamespace(netns, String.valueOf(e.getMessage())), e);
        }
    }

    /**
     * Opens the namespaces and locks the pod as {@link #openPod} does, if {@code netns} leads to a network namespace that this process may
     * open and that is not the node's. Otherwise opens only the node's namespace and locks nothing. Exceptions other than the following one
     * are as for {@link #openPod}.
     *
     * @param netns the value of {@code CNI_NETNS}; may be empty
     * @return the kernel access, which the caller must close
     * @throws CallFailedException if {@link NamespaceSource#lock} throws a {@link NamespaceException}, the node's namespace cannot be
     *     opened, or opening the pod's fails for lack of a resource or with an I/O error
     */
    public static CallKernel openRemainingPod(String netns, NamespaceSource source) {
        try {
            return open(owned -> {
                Optional<NetworkNamespace> pod = source.openRemaining(netns);
                pod.ifPresent(found -> owned.own(found, NetworkNamespace::close));
                NetworkNamespace host = owned.own(NetworkNamespace.current(), NetworkNamespace::close);
                return pod.isPresent() && !pod.get().isSameAs(host)
                        ? locked(owned, host, pod.get(), source)
                        : hostOnly(owned, host, source.nodeAddresses(), source.objectBudget());
            });
        } catch (NamespaceException e) {
            throw failure(netns, e);
        }
    }

    /**
     * Opens only the node's namespace, which the calling thread is in. Locks nothing.
     *
     * @return the kernel access, which the caller must close
     * @throws CallFailedException if the namespace cannot be opened
     */
    public static CallKernel openHost(NamespaceSource source) {
        try {
            return open(owned -> {
                NetworkNamespace host = owned.own(NetworkNamespace.current(), NetworkNamespace::close);
                return hostOnly(owned, host, Optional.empty(), source.objectBudget());
            });
        } catch (NamespaceException e) {
            String message = String.valueOf(e.getMessage());
            throw new CallFailedException(
                    e.reason() == NamespaceException.Reason.EXHAUSTED
                            ? new Failure.Exhausted(message)
                            : new Failure.InputOutput("the node's network namespace", message),
                    e);
        }
    }

    /**
     * Starts a thread in each of the given namespaces. The threads open the sockets and access the sysctls of the result. Locks nothing.
     *
     * @param host the node's namespace; the result closes it
     * @param pod the pod's namespace, if there is one; the result closes it
     * @return the kernel access, which the caller must close
     * @throws NamespaceException if the kernel does not let a thread into its namespace; both namespaces are then closed
     */
    public static CallKernel onDedicatedThreads(NetworkNamespace host, Optional<NetworkNamespace> pod)
            throws NamespaceException {
        return open(owned -> {
            owned.own(host, NetworkNamespace::close);
            pod.ifPresent(given -> owned.own(given, NetworkNamespace::close));
            NamespaceHandle onHost = dedicated(owned, host);
            Optional<NamespaceHandle> inPod =
                    pod.isPresent() ? Optional.of(dedicated(owned, pod.get())) : Optional.empty();
            return new CallKernel(owned, onHost, inPod, Optional.empty(), Optional.empty());
        });
    }

    @FunctionalInterface
    private interface Opening {
        CallKernel open(OwnedResources owned) throws NamespaceException;
    }

    private static CallKernel open(Opening opening) throws NamespaceException {
        OwnedResources owned = new OwnedResources();
        try {
            return opening.open(owned);
        } catch (NamespaceException | RuntimeException | Error e) {
            owned.close();
            throw e;
        }
    }

    private static CallKernel locked(
            OwnedResources owned, NetworkNamespace host, NetworkNamespace pod, NamespaceSource source)
            throws NamespaceException {
        NamespaceFlock lock = owned.own(source.lock(pod), NamespaceFlock::close);
        if (!lock.remark().isEmpty()) {
            LOG.warn("the lock of the pod: {}", lock.remark());
        }
        HomeNamespace home = owned.own(new HomeNamespace(host), HomeNamespace::close);
        NamespaceHandle inPod = handle(owned, pod, new NamespaceExecutor.Visiting(pod, home));
        NamespaceHandle onHost = handle(owned, host, new NamespaceExecutor.Direct(home));
        inPod.socket(); // if the thread cannot enter the pod's namespace, the call fails before it reads anything
        return new CallKernel(owned, onHost, Optional.of(inPod), source.nodeAddresses(), source.objectBudget());
    }

    private static CallKernel hostOnly(
            OwnedResources owned,
            NetworkNamespace host,
            Optional<CachedAddresses> nodeAddresses,
            Optional<SharedObjectBudget> budget) {
        // a call without a pod never leaves the home namespace
        NamespaceExecutor here = new NamespaceExecutor.Direct(new HomeNamespace(host));
        return new CallKernel(owned, handle(owned, host, here), Optional.empty(), nodeAddresses, budget);
    }

    private static NamespaceHandle dedicated(OwnedResources owned, NetworkNamespace namespace)
            throws NamespaceException {
        NamespaceThread thread = owned.own(namespace.enter(), NamespaceThread::close);
        return handle(owned, namespace, new NamespaceExecutor.Dedicated(thread));
    }

    private static NamespaceHandle handle(
            OwnedResources owned, NetworkNamespace namespace, NamespaceExecutor executor) {
        return owned.own(new NamespaceHandle(namespace, executor), NamespaceHandle::close);
    }

    /**
     * {@return the failure of a call that cannot open or lock a namespace}
     *
     * @param netns the value of {@code CNI_NETNS}, or the identity of a namespace
     */
    static CallFailedException failure(String netns, NamespaceException e) {
        String message = String.valueOf(e.getMessage());
        Failure failure = switch (e.reason()) {
            case MISSING, NOT_A_NETWORK_NAMESPACE -> noNamespace(netns, message);
            case LOCKED -> new Failure.TryAgain(message);
            case EXHAUSTED -> new Failure.Exhausted(message);
            case REFUSED -> new Failure.InputOutput("CNI_NETNS", message + Failure.rights(message, "CAP_SYS_ADMIN"));
        };
        return new CallFailedException(failure, e);
    }

    /**
     * {@return the {@linkplain NetworkNamespace#identity identity} of a namespace of the call}
     *
     * @throws IllegalStateException if the call has no such namespace
     * @throws java.io.UncheckedIOException as for {@link NetworkNamespace#identity}
     */
    public String identity(Netns netns) {
        return handle(netns).identity();
    }

    private static Failure noNamespace(String netns, String reason) {
        return Failure.BadEnvironment.noNamespace(netns, reason);
    }

    @Override
    public boolean reserve(int objects) {
        if (budget.isEmpty()) {
            return true;
        }
        boolean taken = budget.get().take(objects);
        reserved += taken ? objects : 0;
        return taken;
    }

    private void releaseBudget() {
        int objects = reserved;
        reserved = 0;
        budget.ifPresent(shared -> shared.giveBack(objects));
    }

    @Override
    public boolean has(Netns netns) {
        return netns == Netns.HOST || pod.isPresent();
    }

    @Override
    public List<Reply> send(Netns netns, List<Request> requests) {
        return handle(netns).send(requests);
    }

    @Override
    public Reply dump(Netns netns, Request request) {
        return handle(netns).dump(request);
    }

    @Override
    public Reply dump(Netns netns, Request request, DumpSink sink) {
        return handle(netns).dump(request, sink);
    }

    @Override
    public List<AddressMessage> nodeAddresses() {
        return nodeAddresses.flatMap(CachedAddresses::now).orElseGet(KernelPort.super::nodeAddresses);
    }

    @Override
    public boolean hasLinkKind(String kind) {
        return new File("/sys/module", MODULES.getOrDefault(kind, kind)).exists();
    }

    @Override
    public List<SysctlValue> readSysctls(Netns netns, List<String> paths) {
        return handle(netns).call(() -> new SysctlReader(netns).read(paths));
    }

    @Override
    public boolean canWrite(SysctlValue setting) {
        return handle(setting.netns()).call(() -> Sysctl.isWritable(setting.path()));
    }

    @Override
    public Reply writeSysctl(SysctlValue wanted) {
        Optional<Errno> rejected = handle(wanted.netns()).call(() -> Sysctl.write(wanted.path(), wanted.value()));
        return rejected.isPresent() ? new Reply.Rejected(rejected.get(), "", 0) : new Reply.Acknowledged(List.of());
    }

    @Override
    public PacketSocket packetSocket(Netns netns, int ifindex) {
        return handle(netns).open(() -> PacketSocket.open(ifindex), PacketSocket::close);
    }

    @Override
    public Icmpv6Socket icmpv6Socket(Netns netns, int ifindex, IpAddress source) {
        return handle(netns).open(() -> Icmpv6Socket.open(ifindex, source), Icmpv6Socket::close);
    }

    @Override
    public int descriptor(Netns netns) {
        return handle(netns).descriptor();
    }

    private NamespaceHandle handle(Netns netns) {
        return netns == Netns.HOST
                ? host
                : pod.orElseThrow(() -> new IllegalStateException("the call has no namespace of a pod"));
    }

    /**
     * Closes everything that this object owns, and ends the reservations.
     *
     * @throws meta.netlink.netns.StrandedException if the thread is in the pod's namespace and cannot return to the node's; the thread
     *     must then end
     */
    @Override
    public void close() {
        owned.close();
    }
}
