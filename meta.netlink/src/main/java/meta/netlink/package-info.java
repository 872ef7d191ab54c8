/**
 * The basic values of Linux networking: addresses, prefixes, and named numbers of the kernel.
 *
 * <p>The types parse strictly, use the names of {@code ip(8)}, compare numerically, and preserve numbers of the kernel that have no name
 * here. Start at {@link meta.netlink.IpAddress} and {@link meta.netlink.Prefix}:
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
