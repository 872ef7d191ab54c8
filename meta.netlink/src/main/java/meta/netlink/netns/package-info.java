/**
 * Network namespaces: opened by their file, locked, and entered by a thread of its own; and the sysctls of the one a thread is in.
 *
 * <p>A namespace belongs to a thread. Whoever moves a thread of the caller's into another namespace has to bring it back, and a thread
 * that could not be brought back does everything that follows in the wrong place. So no thread is ever moved here: {@link
 * meta.netlink.netns.NetworkNamespace#enter} makes a new one, which lives in the namespace and ends with it.
 *
 * <pre>{@code
 * try (NetworkNamespace pod = NetworkNamespace.open(Path.of("/run/netns/pod"));
 *         NamespaceLock lock = pod.lock(Duration.ofSeconds(30));
 *         NamespaceThread inside = pod.enter()) {
 *     NetlinkSocket socket = inside.call(NetlinkSocket::open); // stays bound to the pod, whoever uses it
 *     inside.call(() -> Sysctl.write("net/ipv4/conf/all/rp_filter", "2"));
 * }
 * }</pre>
 */
@NullMarked
package meta.netlink.netns;

import org.jspecify.annotations.NullMarked;
