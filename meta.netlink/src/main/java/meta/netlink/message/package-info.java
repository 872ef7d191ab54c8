/**
 * The rtnetlink messages: one record for each kind, with the contents of the struct and the attributes.
 *
 * <p>{@code null} stands for an absent attribute. Attributes without a component are kept in {@code unknown} and are sent again unchanged, so that a
 * route can be read and added to another table without loss of attributes.
 *
 * <pre>{@code
 * LinkMessage.named("veth0");                            // to query a device
 * LinkMessage.indexed(7).up().withMtu(1400);             // to change one
 * RouteMessage.to(Prefix.parse("10.96.0.0/12"))          // ip route add 10.96.0.0/12 via 172.18.0.2 dev <7> proto 109
 *         .withGateway(IpAddress.parse("172.18.0.2"))
 *         .withOutputIndex(7)
 *         .withProtocol(RouteProtocol.of(109));
 * }</pre>
 *
 * <p>To send one, see {@link meta.netlink.socket.Request}.
 */
@NullMarked
package meta.netlink.message;

import org.jspecify.annotations.NullMarked;
