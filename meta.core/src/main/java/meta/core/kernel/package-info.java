/**
 * Gives a CNI call access to the kernel ({@link meta.core.kernel.CallKernel}), and translates between the objects of a plan, such as
 * routes, and netlink messages. Plan objects contain the names of devices; most netlink messages contain the indexes instead.
 *
 * <pre>{@code
 * try (CallKernel kernel = CallKernel.openPod("/run/netns/pod", NamespaceSource.byPath())) {
 *     RouteMapping routes = new RouteMapping(Netns.POD, devices);
 *     kernel.send(Netns.POD, List.of(Request.create(routes.write(route))));
 * }
 * }</pre>
 */
@NullMarked
package meta.core.kernel;

import org.jspecify.annotations.NullMarked;
