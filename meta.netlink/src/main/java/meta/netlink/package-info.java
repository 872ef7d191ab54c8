/**
 * The values of Linux networking: addresses, prefixes, and numbers of the kernel, such as those of route protocols.
 *
 * <p>Numbers are printed with the names of {@code ip(8)}. A number for which this package has no name is preserved, and printed as a number. Start at
 * {@link meta.netlink.IpAddress} and {@link meta.netlink.Prefix}:
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
