/**
 * Access to the kernel for one call, and the translation between plans and netlink messages. Plans contain the names of devices, messages their
 * indexes.
 *
 * <p>{@link meta.core.kernel.CallKernel} opens and owns the network namespaces, the pod's lock and the sockets of a call. There is one mapping for
 * each kind of object:
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
