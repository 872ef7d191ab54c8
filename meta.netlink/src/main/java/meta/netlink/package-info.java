/**
 * The values that everything about a Linux network is made of: addresses, prefixes, and the kernel's numbers by name.
 *
 * <p>Every type here parses strictly, prints as {@code ip(8)} does, compares numerically, and keeps a kernel number that it
 * has no name for. Start at {@link meta.netlink.IpAddress} and {@link meta.netlink.Prefix}:
 *
 * <pre>{@code
 * Prefix pods = Prefix.parse("10.244.0.0/16");
 * pods.contains(IpAddress.parse("10.244.3.7")); // true
 * RouteProtocol.of(109).toString();             // "109": not in the kernel's list, and not lost
 * }</pre>
 */
@NullMarked
package meta.netlink;

import org.jspecify.annotations.NullMarked;
