/**
 * Sends the packets that a plan contains: probes and requests for expected answers before anything is changed, and announcements after all changes.
 *
 * <p>{@link meta.core.reconcile.packet.PlannedPackets} collects the packets from the plans. {@code Prober} sends probes, {@code AnswerRequester} sends
 * requests for expected answers, and {@code Announcer} sends announcements.
 *
 * <p>The methods throw {@link meta.netlink.socket.NetlinkException} if the reply to a query for a device or address does not arrive, or the kernel
 * cannot answer for lack of memory, descriptors or time. In these cases, it is unknown whether the device or address exists.
 *
 * <pre>{@code
 * PlannedPackets packets = PlannedPackets.of(plans, snapshot, netns);
 * packets.probe(kernel); // throws an exception if there is an address conflict
 * packets.ask(kernel); // throws an exception if a required answer is missing
 * new ChangeApplier(kernel, owners).apply(changes);
 * packets.announce(kernel);
 * }</pre>
 */
@NullMarked
package meta.core.reconcile.packet;

import org.jspecify.annotations.NullMarked;
