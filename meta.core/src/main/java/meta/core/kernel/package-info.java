/**
 * Gives a CNI call access to the kernel, and translates between the objects of a plan, such as routes, and netlink messages. Plan objects contain
 * the names of devices, and netlink messages contain their indexes.
 *
 * <p>{@link meta.core.kernel.CallKernel} opens and owns the network namespaces, the pod's lock and the netlink sockets of a call. There is one
 * mapping class for each kind of object:
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
