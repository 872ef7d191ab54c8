/**
 * The basic values of Linux networking: addresses, prefixes, and named numbers of the kernel.
 *
 * <p>The types parse strictly, print the names of {@code ip(8)}, and compare numerically. A number of the kernel without a name here is
 * preserved. Start at {@link meta.netlink.IpAddress} and {@link meta.netlink.Prefix}:
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
