/**
 * The routing tables of a pod's NICs, for plugin types that need them.
 *
 * <p>In a pod with several NICs, a reply must leave through the NIC whose address it carries. Each NIC therefore gets a routing table, and a rule
 * {@code from ADDRESS} that selects the table. One NIC also keeps its default route in the main table.
 *
 * <ul>
 *   <li>A type opts in with {@link meta.spi.routing.RoutingType}. It decides on the tables, with the help of {@link meta.spi.routing.NicRanking},
 *       from what {@link meta.spi.routing.PodTables} reads in the pod.
 *   <li>The decision is a value, {@link meta.spi.NicTables}, in the {@link meta.spi.Addressing} of every step.
 *   <li>The step {@link meta.spi.routing.MigrateRoute} sets the tables up. {@link meta.spi.routing.NicRelease} is its undo.
 * </ul>
 *
 * <p>The other classes are for types that connect a pod to its node and its cluster, such as {@link meta.spi.routing.ClusterOptions},
 * {@link meta.spi.routing.HostRouteToPod} and {@link meta.spi.routing.HijackMtu}.
 */
@NullMarked
package meta.spi.routing;

import org.jspecify.annotations.NullMarked;
