/**
 * Access to the kernel for one call, and the translation between the objects of a plan, which contain the names of devices, and netlink messages,
 * which contain their indexes.
 *
 * <p>{@link meta.core.kernel.CallKernel} opens and owns the network namespaces, the pod's lock and the sockets of a call. The code that reads and
 * changes objects uses it as a {@link meta.core.kernel.KernelPort}. With {@link meta.core.kernel.CachedAddresses}, a process that answers many calls
 * need not ask for all addresses of the node in each call.
 *
 * <p>There is one mapping for each kind of object, such as {@link meta.core.kernel.RouteMapping}. A planned object that is written and read again is
 * equal to the original, except for the properties that the plan leaves to the kernel. Therefore the difference is empty after a plan has been
 * applied.
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
