/**
 * The objects of a Linux network namespace (devices, addresses, routes, rules, neighbours, sysctls), and the state of a namespace.
 * Objects refer to devices by name and not by interface index.
 *
 * <p>Each object is an immutable value. A planned object changes or replaces an existing object that has the same
 * {@linkplain meta.spi.net.NetworkObject#key() key} and differs from it.
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
