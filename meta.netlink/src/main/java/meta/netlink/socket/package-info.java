/**
 * Sends rtnetlink requests to the kernel in batches. A batch is not a transaction: the kernel continues after a rejected request.
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
 */
@NullMarked
package meta.netlink.socket;

import org.jspecify.annotations.NullMarked;
