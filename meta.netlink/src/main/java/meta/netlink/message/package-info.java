/**
 * The rtnetlink messages: one record for each kind of message, with the contents of the struct and of the attributes.
 *
 * <p>{@code null} stands for an absent attribute. Attributes for which a record has no component are in {@code unknown}, and are sent
 * unchanged; only timestamps and counters are dropped. A program can therefore read a route and add it to another table without a loss of
 * properties.
 *
 * <pre>{@code
 * LinkMessage.named("veth0");                            // to query a device
 * LinkMessage.indexed(7).up().withMtu(1400);             // to change a device
 * RouteMessage.to(Prefix.parse("10.96.0.0/12"))          // ip route add 10.96.0.0/12 via 172.18.0.2 dev <7> proto 109
 *         .withGateway(IpAddress.parse("172.18.0.2"))
 *         .withOutputIndex(7)
 *         .withProtocol(RouteProtocol.of(109));
 * }</pre>
 *
 * <p>To send a message, see {@link meta.netlink.socket.Request}.
 */
@NullMarked
package meta.netlink.message;

import org.jspecify.annotations.NullMarked;
