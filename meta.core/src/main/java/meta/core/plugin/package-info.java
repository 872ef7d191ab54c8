/**
 * Plugin types and their steps: from the types and steps in the image and in step folders to the plans of a call.
 *
 * <p>A {@link meta.core.plugin.Catalog} holds the types and steps that were found, and puts the steps of a type in order. A
 * {@link meta.core.plugin.Pipeline} asks the enabled steps for their plans:
 *
 * <pre>{@code
 * Pipeline pipeline = catalog.pipeline(type, List.of());
 * SequencedMap<String, Plan> plans = pipeline.plan(call, config, timer);
 * }</pre>
 *
 * <p>A {@link meta.core.plugin.BoundStep} is a step with its {@link meta.core.plugin.Origin}. Code of a third party runs under a
 * {@link meta.core.plugin.Watchdog}, and its plans are reviewed. A failure of such code becomes a {@link meta.spi.PlanningException} whose message
 * contains the jar:
 *
 * <pre>{@code
 * BoundStep step = BoundStep.ofThirdParty(declaration, "/etc/meta-plugins/steps.d/queue.jar");
 * step.plan(context, timeout); // "threw java.lang.NullPointerException at acme.Queue.plan(Queue.java:12) (of /etc/.../queue.jar)"
 * }</pre>
 */
@NullMarked
package meta.core.plugin;

import org.jspecify.annotations.NullMarked;
