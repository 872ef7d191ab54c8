/**
 * Reads the objects of the host's and the pod's network namespace that a call needs.
 *
 * <p>{@link meta.core.reconcile.observe.Observer} reads the {@link meta.spi.Snapshot}: most objects of the pod, and only the objects of the host that
 * concern the pod. The number of requests does not depend on the number of pods on the node. {@link meta.core.reconcile.observe.AddressingResolver}
 * determines the addresses for which the call plans routes. {@link meta.core.reconcile.observe.MarkedLinks} searches all veth devices of
 * the host. {@link meta.core.reconcile.observe.OrphanedHostObjects} searches all routes of ours and all neighbours on the host.
 *
 * <p>If a reply does not arrive, or the kernel cannot answer for lack of memory, descriptors or time, the methods throw
 * {@link meta.netlink.socket.NetlinkException}. They do not return an incomplete state, because it would lead to a wrong plan. If a reply cannot be
 * decoded, the methods throw {@link meta.netlink.message.MalformedMessageException}.
 *
 * <pre>{@code
 * Snapshot snapshot = new Observer(kernel).observe(attachment, addresses, destinations);
 * Addressing addressing = new AddressingResolver(attachment, assigned, policy, snapshot, AddressAfterAddPolicy.ADOPTED).resolve();
 * }</pre>
 */
@NullMarked
package meta.core.reconcile.observe;

import org.jspecify.annotations.NullMarked;
