/**
 * Talking to the kernel over rtnetlink: requests in batches, an answer for each.
 *
 * <p>Start at {@link meta.netlink.socket.NetlinkSocket}. A {@link meta.netlink.socket.Request} is a message and what should be done
 * with it; a {@link meta.netlink.socket.Reply} says whether the kernel did, and if not, why, in its own words. A refusal is a value,
 * since what follows from it is the caller's to decide; only a socket that fails as such throws.
 *
 * <pre>{@code
 * try (NetlinkSocket socket = NetlinkSocket.open()) {
 *     List<Reply> replies = socket.send(List.of(
 *             Request.change(LinkMessage.indexed(7).up()),
 *             Request.create(route)));
 *     switch (replies.get(1)) {
 *         case Reply.Acknowledged _ -> {}
 *         case Reply.Rejected refused -> System.err.println(refused); // ENETUNREACH: Nexthop has invalid gateway
 *     }
 * }
 * }</pre>
 *
 * <p>Who wants to know when something changes, instead of asking again and again, opens a {@link meta.netlink.socket.Subscription}.
 *
 * <p>A batch is one system call, and is no transaction: the kernel takes the requests one after the other and goes on after one that it
 * refuses.
 */
@NullMarked
package meta.netlink.socket;

import org.jspecify.annotations.NullMarked;
