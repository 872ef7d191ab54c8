/**
 * Reads the objects of the host's and the pod's network namespace that a call needs.
 *
 * <p>{@link meta.core.reconcile.observe.Observer} reads the {@link meta.spi.Snapshot}.
 * {@link meta.core.reconcile.observe.AddressingResolver} determines the addresses for which the call plans routes.
 *
 * <p>If a reply does not arrive, or the kernel lacks a resource, the methods throw {@link meta.netlink.socket.NetlinkException}: an
 * incomplete state would lead to a wrong plan. If a reply cannot be decoded, they throw
 * {@link meta.netlink.message.MalformedMessageException}.
 *
 * <pre>{@code
 * Snapshot snapshot = new Observer(kernel).observe(attachment, addresses, destinations);
 * Addressing addressing = new AddressingResolver(attachment, assigned, policy, snapshot, AddressAfterAddPolicy.ADOPTED).resolve();
 * }</pre>
 */
@NullMarked
package meta.core.reconcile.observe;

import org.jspecify.annotations.NullMarked;
