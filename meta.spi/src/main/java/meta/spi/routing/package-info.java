/**
 * Routing tables for the NICs of a pod, for plugin types that need them.
 *
 * <p>In a pod with several NICs, a reply must leave through the NIC that has the reply's source address. Each NIC can therefore have a
 * routing table of its own, which a rule {@code from ADDRESS} selects. The default route of one of the NICs also stays in the main table.
 *
 * <ul>
 *   <li>A plugin type that needs such tables implements {@link meta.spi.routing.RoutingType}. It decides which NIC gets which table.
 *       {@link meta.spi.routing.PodTables} reads the current tables in the pod, and {@link meta.spi.routing.NicRanking} helps with the
 *       decision.
 *   <li>The decision is a {@link meta.spi.NicTables}. The steps get it as part of the {@link meta.spi.Addressing}.
 *   <li>The step {@link meta.spi.routing.MigrateRoute} creates the tables. {@link meta.spi.routing.NicRelease} undoes the step.
 * </ul>
 *
 * <p>Some other classes are for plugin types that connect a pod to its node and to the cluster, such as
 * {@link meta.spi.routing.ClusterOptions}, {@link meta.spi.routing.HostRouteToPod} and {@link meta.spi.routing.HijackMtu}.
 */
@NullMarked
package meta.spi.routing;

import org.jspecify.annotations.NullMarked;
