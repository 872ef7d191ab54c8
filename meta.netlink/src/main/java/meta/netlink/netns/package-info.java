/**
 * Opens, locks and enters network namespaces, and reads and writes sysctls.
 *
 * <pre>{@code
 * try (NetworkNamespace pod = NetworkNamespace.open(Path.of("/run/netns/pod"));
 *         NetworkNamespace home = NetworkNamespace.current();
 *         NamespaceFlock lock = new LockFolder(Path.of("/run/meta-plugins/locks")).lock(pod, Duration.ofSeconds(30))) {
 *     NetlinkSocket socket = pod.visit(home, NetlinkSocket::open); // belongs to the pod, whichever thread uses it
 *     pod.visit(home, () -> Sysctl.write("net/ipv4/conf/all/rp_filter", "2"));
 * }
 * }</pre>
 */
@NullMarked
package meta.netlink.netns;

import org.jspecify.annotations.NullMarked;
