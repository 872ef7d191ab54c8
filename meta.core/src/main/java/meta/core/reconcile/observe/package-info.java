/**
 * Reads the state of host and pod for a call.
 *
 * <p>{@link meta.core.reconcile.observe.Observer} reads the {@link meta.spi.Snapshot}: most objects of the pod, and only those objects of the host
 * that concern the pod. The number of requests does not grow with the number of pods on the node.
 * {@link meta.core.reconcile.observe.AddressingResolver} determines the addresses of the call. {@link meta.core.reconcile.observe.MarkedLinks} and
 * {@link meta.core.reconcile.observe.Orphans} search the whole node.
 *
 * <p>If a reply does not arrive, or a shortage prevents an answer, the methods throw {@link meta.netlink.socket.NetlinkException}: a state without
 * existing objects would lead to a wrong plan. If an answer cannot be decoded, they throw {@link meta.netlink.message.MalformedMessageException}.
 *
 * <pre>{@code
 * Snapshot snapshot = new Observer(kernel).observe(attachment, addresses, destinations);
 * Addressing addressing = new AddressingResolver(attachment, assigned, policy, snapshot, LateAddressPolicy.ADOPTED).resolve();
 * }</pre>
 */
@NullMarked
package meta.core.reconcile.observe;

import org.jspecify.annotations.NullMarked;
