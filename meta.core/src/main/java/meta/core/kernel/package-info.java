/**
 * Between the objects of a plan, which speak of devices by name, and the kernel's messages, which speak of them by index.
 *
 * <p>A mapping for each kind of object ({@link meta.core.kernel.RouteMapping} and so on) translates both ways, and what is written and
 * then read again is the same object: that is what makes the difference empty after a plan was applied.
 * {@link meta.core.kernel.KernelPort} is what the messages are sent through. {@link meta.core.kernel.CachedAddresses} is for a process that
 * stays: it knows the node's addresses without asking for them all each time.
 *
 * <pre>{@code
 * RouteMapping routes = new RouteMapping(Netns.POD, devices);
 * kernel.send(Netns.POD, List.of(Request.create(routes.write(route))));
 * }</pre>
 */
@NullMarked
package meta.core.kernel;

import org.jspecify.annotations.NullMarked;
