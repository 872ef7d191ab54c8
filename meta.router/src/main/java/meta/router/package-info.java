/**
 * The plugin type {@code router} and its own steps. {@link meta.router.RouterType#steps} lists all steps of the type in order.
 *
 * <p>A pod has {@code eth0} from an overlay network and gets {@code net1} from the LAN, with a second default route. The new NIC gets the traffic to
 * the outside world, {@code eth0} keeps the traffic to the cluster, and a reply leaves through the NIC on which the request arrived. {@link
 * meta.router.SetupNeighborhood}, {@link meta.router.AddChainedIpRoute} and {@link meta.router.AddHostIpRoute} connect node and pod through the
 * overlay NIC. {@link meta.router.HijackCustomSubnet} keeps the cluster's subnets on it.
 */
@NullMarked
package meta.router;

import org.jspecify.annotations.NullMarked;
