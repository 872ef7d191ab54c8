/**
 * The plugin type {@code router} and its own steps. {@link meta.router.RouterType#steps} lists all steps of the type in order.
 *
 * <p>A pod has {@code eth0} from an overlay network and gets {@code net1} from the LAN, with a second default route. The new NIC gets the traffic to
 * the outside world, {@code eth0} keeps the traffic to the cluster, and a reply leaves through the NIC on which the request arrived.
 */
@NullMarked
package meta.router;

import org.jspecify.annotations.NullMarked;
