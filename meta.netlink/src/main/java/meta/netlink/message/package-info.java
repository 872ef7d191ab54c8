/**
 * What is said over rtnetlink: one record for each kind of message, as it stands on the wire.
 *
 * <p>A message holds what the kernel's struct and attributes hold: interface <em>indexes</em>, not names, and {@code null} for an
 * attribute that is absent. What nobody here interprets stays in {@code unknown} and is sent again as it came, so that a route can be
 * read and put into another table without losing what is not understood. {@link meta.netlink.message.NetlinkMessage} is sealed:
 * a {@code switch} over it is complete without a {@code default}.
 *
 * <p>Nobody calls a constructor of sixteen components. Each record has short factories that name what is meant, and {@code with…}
 * methods for the rest:
 *
 * <pre>{@code
 * LinkMessage.named("veth0");                            // to look a device up
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
