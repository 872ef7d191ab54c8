/**
 * The values of Linux networking: addresses, prefixes, and numbers of the kernel with their names.
 *
 * <p>The names are those of {@code ip(8)}. A number without a name here is preserved. Start at {@link meta.netlink.IpAddress} and {@link
 * meta.netlink.Prefix}:
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
