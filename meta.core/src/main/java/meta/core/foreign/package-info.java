/**
 * What third parties have written, kept so that whatever it does it cannot harm a call.
 *
 * <p>A {@link meta.core.foreign.ForeignStep} and a {@link meta.core.foreign.ForeignType} stand before the ones that a jar brings. What they
 * ask of them runs in a {@link meta.core.foreign.Guard}: on a thread of its own and for a limited time. A plan is reviewed before anybody
 * else sees it. All that goes wrong becomes one {@link meta.spi.PlanningException} whose text names the jar:
 *
 * <pre>{@code
 * Step guarded = new ForeignStep(step, "/etc/meta-plugins/steps.d/queue.jar");
 * Plan plan = guarded.plan(context); // "threw java.lang.NullPointerException at acme.Queue.plan(Queue.java:12) (of /etc/…/queue.jar)"
 * }</pre>
 *
 * <p>The image's own steps are asked directly: a thread costs a cold call more than they do.
 */
@NullMarked
package meta.core.foreign;

import org.jspecify.annotations.NullMarked;
