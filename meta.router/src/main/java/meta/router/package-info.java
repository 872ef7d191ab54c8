/**
 * The steps of the plugin type {@code router}, one class each, in the order of {@link meta.router.RouterType#steps}.
 *
 * <p>A pod has {@code eth0} from an overlay network and gets {@code net1} from the LAN, with a second default route. The new NIC gets the traffic to
 * the outside world, {@code eth0} keeps the traffic to the cluster, and a reply leaves through the NIC on which the request arrived.
 * {@link meta.router.Overlay} finds the overlay NIC and its host end. {@link meta.router.SetupNeighborhood}, {@link meta.router.AddChainedIpRoute}
 * and {@link meta.router.AddHostIpRoute} connect node and pod through it. {@link meta.router.HijackCustomSubnet} keeps the cluster's subnets on the
 * overlay NIC, and the shared step {@code migrateRoute} moves the routes to the tables that {@link meta.router.RouterTables} chooses.
 */
@NullMarked
package meta.router;

import org.jspecify.annotations.NullMarked;
