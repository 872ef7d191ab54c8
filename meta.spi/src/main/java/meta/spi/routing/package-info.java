/**
 * The routing tables of a pod's NICs, for plugin types that need them.
 *
 * <p>In a pod with several NICs, a reply must leave through the NIC whose address it carries. Each NIC therefore gets a routing table, and a
 * rule {@code from ADDRESS} that selects the table. One NIC also keeps its default route in the main table.
 *
 * <ul>
 *   <li>A type opts in with {@link meta.spi.routing.RoutingType}. The type decides on the tables, usually with the help of
 *       {@link meta.spi.routing.NicRanking} and {@link meta.spi.routing.MainNic}, from what {@link meta.spi.routing.PodTables} reads in the pod.
 *   <li>The decision is a value, {@link meta.spi.NicTables}. Every step finds it in its {@link meta.spi.Addressing}.
 *   <li>The step {@link meta.spi.routing.MigrateRoute} sets the tables up. {@link meta.spi.routing.NicRelease} is its undo, which DEL applies.
 * </ul>
 *
 * <p>Types that connect a pod to its node and its cluster share the other classes of the package: their options ({@link
 * meta.spi.routing.ClusterOptions}, {@link meta.spi.routing.RoutingOptions}), the node's routes to pods ({@link meta.spi.routing.HostRouteToPod},
 * {@link meta.spi.routing.HostTable}), stale neighbours ({@link meta.spi.routing.StaleNeighbors}), the MTU of routes to hijacked subnets
 * ({@link meta.spi.routing.HijackMtu}), and the names of the veth pair between pod and node ({@link meta.spi.routing.VethPairNames}).
 */
@NullMarked
package meta.spi.routing;

import org.jspecify.annotations.NullMarked;
