/**
 * The rtnetlink messages, with the contents of the struct and of the attributes.
 *
 * <p>In a nullable component, {@code null} stands for an absent attribute. Other attributes are in {@code unknown}, and are sent unchanged,
 * so that a program can copy a route without a loss of properties. Times and counters of routes and neighbours are dropped.
 *
 * <pre>{@code
 * LinkMessage.named("veth0");                            // to query a device
 * LinkMessage.indexed(7).up().withMtu(1400);             // to change a device
 * RouteMessage.to(Prefix.parse("10.96.0.0/12"))          // to add 10.96.0.0/12 via 172.18.0.2 dev <7>
 *         .withGateway(IpAddress.parse("172.18.0.2"))
 *         .withOutputIndex(7);
 * }</pre>
 *
 * <p>To send a message, see {@link meta.netlink.socket.Request}.
 */
@NullMarked
package meta.netlink.message;

import org.jspecify.annotations.NullMarked;
