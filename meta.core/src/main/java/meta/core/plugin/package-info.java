/**
 * Puts the steps of plugin types in order, and asks the steps for their plans. The types and steps come from the image and from step folders.
 *
 * <p>A {@link meta.core.plugin.Catalog} holds the types and steps that were found, and makes the {@link meta.core.plugin.Pipeline} of a type. A
 * pipeline contains the steps of the type in order, and asks the enabled steps for their plans:
 *
 * <pre>{@code
 * Pipeline pipeline = catalog.pipeline(type, List.of());
 * SequencedMap<String, Plan> plans = pipeline.plan(call, config, timer);
 * }</pre>
 *
 * <p>A {@link meta.core.plugin.StepWithOrigin} is a step with its {@link meta.core.plugin.Origin}. Third-party code runs on a separate thread
 * under a {@link meta.core.plugin.Watchdog}, and the plans of third-party steps are reviewed. If a third-party step fails in any way except
 * for lack of memory, a {@code StepWithOrigin} throws a {@link meta.spi.PlanningException} whose message contains the jar:
 *
 * <pre>{@code
 * StepWithOrigin step = StepWithOrigin.ofThirdParty(declaration, "/etc/meta-plugins/steps.d/queue.jar");
 * step.plan(context, timeout); // "threw java.lang.NullPointerException at acme.Queue.plan(Queue.java:12) (of /etc/.../queue.jar)"
 * }</pre>
 */
@NullMarked
package meta.core.plugin;

import org.jspecify.annotations.NullMarked;
