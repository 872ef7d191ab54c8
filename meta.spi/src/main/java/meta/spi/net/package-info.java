/**
 * The objects of a Linux network, by device name instead of interface index, and the state of a namespace made of them.
 *
 * <p>Each object is a value: two are equal when the kernel's state is the same. {@link meta.spi.net.NetworkObject#key()} is
 * what tells objects of a kind apart in the kernel, so an object of the same key with other contents is a change, not a
 * second object.
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
