/**
 * The values of Linux networking: addresses, prefixes, and numbers of the kernel, such as those of route protocols.
 *
 * <pre>{@code
 * Prefix pods = Prefix.parse("10.244.0.0/16");
 * pods.contains(IpAddress.parse("10.244.3.7")); // true
 * RouteProtocol.of(109).toString();             // "109": a number without a name
 * }</pre>
 */
@NullMarked
package meta.netlink;

import org.jspecify.annotations.NullMarked;
