package meta.spi.net;

import java.util.Optional;
import java.util.function.Function;
import meta.netlink.MacAddress;

/** A veth pair with one end on the host and one end in the pod. The kernel creates and deletes both ends together. Immutable. */
public sealed interface VethPair extends NetworkObject {

    /** Identifies a pair by the names of its ends. */
    record Key(String host, String pod) implements ObjectKey {
        @Override
        public Netns netns() {
            return Netns.HOST;
        }
    }

    /**
     * {@return the pair with these ends}
     *
     * @throws IllegalArgumentException if an end is in the wrong namespace, or is not the {@linkplain Link#peer peer} of the other end
     */
    static VethPair of(Link host, Link pod) {
        return new PlainVethPair(host, pod);
    }

    /**
     * {@return a pair whose ends are up, with the {@linkplain Link#DEFAULT_TXQUEUELEN default queue length} and without alias and master}
     *
     * @param mtu in bytes
     */
    static VethPair of(String host, MacAddress hostLladdr, String pod, MacAddress podLladdr, int mtu) {
        return of(
                Link.of(Netns.HOST, host, "veth", hostLladdr, mtu).withPeer(pod),
                Link.of(Netns.POD, pod, "veth", podLladdr, mtu).withPeer(host));
    }

    /** {@return the veth or netkit pair whose pod end has this name; empty if there is no such pair between host and pod} */
    static Optional<VethPair> find(String podName, NamespaceState host, NamespaceState pod) {
        return find(podName, host::link, pod::link);
    }

    /**
     * {@return the veth or netkit pair whose pod end has this name; empty if there is no such pair between host and pod}
     *
     * @param host finds a device of the host by its name
     * @param pod finds a device of the pod by its name
     */
    static Optional<VethPair> find(
            String podName, Function<String, Optional<Link>> host, Function<String, Optional<Link>> pod) {
        return pod.apply(podName)
                .flatMap(inside -> host.apply(inside.peer())
                        .filter(outside -> outside.peer().equals(podName))
                        .map(outside -> of(outside, inside)));
    }

    /** {@return the end that is in the host's namespace} */
    Link host();

    /** {@return the end that is in the pod's namespace} */
    Link pod();

    @Override
    default Netns netns() {
        return Netns.HOST;
    }

    @Override
    default Key key() {
        return new Key(host().name(), pod().name());
    }
}

record PlainVethPair(Link host, Link pod) implements VethPair {
    PlainVethPair {
        boolean ends = host.netns() == Netns.HOST && pod.netns() == Netns.POD;
        if (!ends || !host.peer().equals(pod.name()) || !pod.peer().equals(host.name())) {
            throw new IllegalArgumentException("not the two ends of a veth pair: " + host + ", " + pod);
        }
    }

    @Override
    public String toString() {
        return "veth pair of " + host + " and " + pod;
    }
}
