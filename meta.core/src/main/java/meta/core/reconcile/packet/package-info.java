/**
 * Sends the frames that a plan contains for the pod's link: probes before anything is changed, and announcements after all changes.
 *
 * <p>{@link meta.core.reconcile.packet.LinkMessenger} collects both from the plans. {@code Prober} sends probes until a {@code ConflictingHost}
 * is found or all schedules end; {@code Announcer} sends the announcements. Neither is part of the difference between the kernel's state and
 * the planned one, so CHECK, the dry run and a rollback do not use this package.
 *
 * <pre>{@code
 * LinkMessenger messenger = LinkMessenger.of(plans, netns);
 * messenger.probe(kernel); // an address conflict ends the call
 * new Engine(kernel, owners).apply(changes);
 * messenger.announce(kernel);
 * }</pre>
 */
@NullMarked
package meta.core.reconcile.packet;

import org.jspecify.annotations.NullMarked;
