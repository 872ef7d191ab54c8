/**
 * Sends rtnetlink requests to the kernel in batches and returns a reply for each.
 *
 * <p>Start at {@link meta.netlink.socket.NetlinkSocket}. A {@link meta.netlink.socket.Request} is an operation and a message. A
 * {@link meta.netlink.socket.Reply} is an acknowledgement or a rejection with errno and the kernel's explanation. A rejection is a value,
 * not an exception, so that the caller decides what follows. An exception is thrown if the socket fails or a reply cannot be decoded.
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
 * <p>A {@link meta.netlink.socket.Subscription} reports the changes in one namespace. A {@link meta.netlink.socket.Monitor} reports the changes in
 * all namespaces that have an nsid, and can wait for changes.
 *
 * <p>A batch is one system call but not a transaction: the kernel processes the requests in order and continues after a rejected one.
 */
@NullMarked
package meta.netlink.socket;

import org.jspecify.annotations.NullMarked;
