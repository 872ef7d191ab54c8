/**
 * The objects of a Linux network, with device names instead of interface indexes, and the state of a namespace.
 *
 * <p>Each object is a value. The kernel distinguishes objects of a kind by their {@linkplain meta.spi.net.NetworkObject#key() keys}, so a planned
 * object with the key of an existing one changes the existing object.
 *
 * <pre>{@code
 * Route route = Route.to(Prefix.parse("10.96.0.0/12"), Netns.POD, "veth0")
 *         .via(IpAddress.parse("172.18.0.2"))
 *         .withSource(IpAddress.parse("172.18.24.120"));
 * }</pre>
 */
@NullMarked
package meta.spi.net;

import org.jspecify.annotations.NullMarked;
