package meta.spi.net;

import java.util.Optional;
import java.util.function.Function;
import meta.netlink.MacAddress;

/**
 * A veth pair between host and pod. The kernel creates both ends with one message and deletes them together.
 *
 * @param host the end in the host's namespace
 * @param pod the end in the pod's namespace
 */
public record VethPair(Link host, Link pod) implements NetworkObject {

    /** Identifies a pair by the names of both ends. */
    public record Key(String host, String pod) implements ObjectKey {
        @Override
        public Netns netns() {
            return Netns.HOST;
        }
    }

    public VethPair {
        boolean ends = host.netns() == Netns.HOST && pod.netns() == Netns.POD;
        if (!ends || !host.peer().equals(pod.name()) || !pod.peer().equals(host.name())) {
            throw new IllegalArgumentException("not the two ends of a veth pair: " + host + ", " + pod);
        }
    }

    /** {@return a pair with these names, both ends up, with an MTU in bytes} */
    public static VethPair of(String host, MacAddress hostLladdr, String pod, MacAddress podLladdr, int mtu) {
        return new VethPair(
                Link.of(Netns.HOST, host, "veth", hostLladdr, mtu).withPeer(pod),
                Link.of(Netns.POD, pod, "veth", podLladdr, mtu).withPeer(host));
    }

    /** {@return the pair whose pod end has this name; empty if the pod has no such device or its peer is not on the host} */
    public static Optional<VethPair> find(String podName, NamespaceState host, NamespaceState pod) {
        return find(podName, host::link, pod::link);
    }

    /**
     * {@return the pair whose pod end has this name; empty if the pod has no such device or its peer is not on the host}
     *
     * @param host finds a device of the host by its name
     * @param pod finds a device of the pod by its name
     */
    public static Optional<VethPair> find(
            String podName, Function<String, Optional<Link>> host, Function<String, Optional<Link>> pod) {
        return pod.apply(podName)
                .flatMap(inside -> host.apply(inside.peer())
                        .filter(outside -> outside.peer().equals(podName))
                        .map(outside -> new VethPair(outside, inside)));
    }

    @Override
    public Netns netns() {
        return Netns.HOST;
    }

    @Override
    public Key key() {
        return new Key(host.name(), pod.name());
    }
}
