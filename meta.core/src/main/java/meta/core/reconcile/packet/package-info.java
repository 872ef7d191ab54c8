/**
 * Carries out what a plan wants of the other stations on a link: to ask them before anything is touched, and to tell them when all is
 * done.
 *
 * <p>{@link meta.core.reconcile.packet.LinkMessenger} picks it out of the plans; {@link meta.core.reconcile.packet.Prober} asks, until somebody raises an
 * {@link meta.core.reconcile.packet.ConflictingHost} or time is up; {@link meta.core.reconcile.packet.Announcer} tells. Nothing here is part of the difference between
 * what is and what should be, so CHECK, the dry run and a roll-back do not come here:
 *
 * <pre>{@code
 * LinkMessenger talk = LinkMessenger.in(plans, netns);
 * talk.ask(kernel); // an address conflict ends the call
 * new Engine(kernel).apply(changes);
 * talk.tell(kernel);
 * }</pre>
 */
@NullMarked
package meta.core.reconcile.packet;

import org.jspecify.annotations.NullMarked;
