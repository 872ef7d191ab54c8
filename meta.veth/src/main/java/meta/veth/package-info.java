/**
 * The steps of the plugin type {@code veth}, one class each, in the order of {@link meta.veth.VethType#steps}.
 *
 * <p>A pod whose first NIC is macvlan or SR-IOV reaches neither its node nor cluster Services. {@link meta.veth.SetupVeth} makes a
 * device {@code veth0} between the two, {@link meta.veth.SetupNeighborhood} tells each the other's link-layer address, and
 * {@link meta.veth.SetupRoutes} sends the node's and the cluster's traffic through it. The steps speak to each other through the
 * snapshot only: the later ones find the pair where the first one's plan has put it.
 */
@NullMarked
package meta.veth;

import org.jspecify.annotations.NullMarked;
