/**
 * Sends rtnetlink requests to the kernel in batches, and returns a reply for each request.
 *
 * <p>Start at {@link meta.netlink.socket.NetlinkSocket}. A rejection by the kernel is a {@link meta.netlink.socket.Reply}, not an exception. An
 * exception is thrown if the socket fails or a reply cannot be decoded.
 *
 * <pre>{@code
 * try (NetlinkSocket socket = NetlinkSocket.open()) {
 *     List<Reply> replies = socket.send(List.of(
 *             Request.change(LinkMessage.indexed(7).up()),
 *             Request.create(route)));
 *     switch (replies.get(1)) {
 *         case Reply.Acknowledged _ -> {}
 *         case Reply.Rejected rejected -> System.err.println(rejected); // ENETUNREACH: Nexthop has invalid gateway
 *     }
 * }
 * }</pre>
 *
 * <p>A {@link meta.netlink.socket.Subscription} reports the changes in one namespace. A {@link meta.netlink.socket.MultiNamespaceMonitor} also reports the changes
 * in all namespaces that have an nsid in the namespace of the monitor.
 *
 * <p>A batch is not a transaction: the kernel continues after a rejected request.
 */
@NullMarked
package meta.netlink.socket;

import org.jspecify.annotations.NullMarked;
