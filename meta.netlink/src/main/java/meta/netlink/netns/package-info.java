/**
 * Network namespaces: opened by their file, locked, visited, and entered by a thread of its own; and the sysctls of the one a thread is in.
 *
 * <p>A namespace belongs to a thread, and a thread that is in another one than it believes does everything that follows in the wrong place.
 * So a thread that is to stay is a new one, which {@link meta.netlink.netns.NetworkNamespace#enter} makes, which lives in the namespace and
 * ends with it. A thread of the caller's goes there only for a system call or two, by {@link meta.netlink.netns.NetworkNamespace#visit}, which
 * brings it back; one that could not be brought back learns it, and ends.
 *
 * <pre>{@code
 * try (NetworkNamespace pod = NetworkNamespace.open(Path.of("/run/netns/pod"));
 *         NetworkNamespace home = NetworkNamespace.current();
 *         NamespaceLock lock = new LockDirectory(Path.of("/run/meta-plugins/locks")).lock(pod, Duration.ofSeconds(30))) {
 *     NetlinkSocket socket = pod.visit(home, NetlinkSocket::open); // stays bound to the pod, whoever uses it
 *     pod.visit(home, () -> Sysctl.write("net/ipv4/conf/all/rp_filter", "2"));
 * }
 * }</pre>
 */
@NullMarked
package meta.netlink.netns;

import org.jspecify.annotations.NullMarked;
