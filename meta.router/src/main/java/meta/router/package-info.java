/**
 * The steps of the plugin type {@code router}, one class each, in the order of {@link meta.router.RouterType#steps}.
 *
 * <p>A pod has {@code eth0} from an overlay network and gets {@code net1} from the LAN, and with it a second default route. The new NIC
 * takes the traffic of the outside world, {@code eth0} keeps that of the cluster, and what answers a request leaves by the NIC that the
 * request came in by. {@link meta.router.Overlay} finds the overlay NIC and its host end, by which node and pod reach each other:
 * {@link meta.router.SetupNeighborhood}, {@link meta.router.AddChainedIpRoute} and {@link meta.router.AddHostIpRoute} see to that.
 * {@link meta.router.HijackCustomSubnet} keeps the cluster's subnets on the overlay NIC, and the shared step {@code migrateRoute} moves
 * the routes as {@link meta.router.RouterTables} decides.
 */
@NullMarked
package meta.router;

import org.jspecify.annotations.NullMarked;
