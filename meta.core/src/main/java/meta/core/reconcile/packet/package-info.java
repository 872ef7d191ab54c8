/**
 * Sends the packets that a plan contains: probes and requests for expected answers before anything is changed, and announcements after all changes.
 *
 * <p>{@link meta.core.reconcile.packet.LinkMessenger} collects the packets from the plans. {@code Prober} sends probes, {@code AnswerRequester} sends requests
 * for expected answers, and {@code Announcer} sends announcements.
 *
 * <p>If the reply to a query for a device or address does not arrive, or a shortage prevents the answer, the query throws
 * {@link meta.netlink.socket.NetlinkException}. The device or address may exist then.
 *
 * <pre>{@code
 * LinkMessenger messenger = LinkMessenger.of(plans, snapshot, netns);
 * messenger.probe(kernel); // an address conflict ends the call
 * messenger.ask(kernel); // a missing required answer ends the call
 * new Engine(kernel, owners).apply(changes);
 * messenger.announce(kernel);
 * }</pre>
 */
@NullMarked
package meta.core.reconcile.packet;

import org.jspecify.annotations.NullMarked;
