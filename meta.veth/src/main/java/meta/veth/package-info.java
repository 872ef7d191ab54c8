/**
 * The plugin type {@code veth} and its own steps. {@link meta.veth.VethType#steps} lists all steps of the type in order.
 *
 * <p>A pod whose first NIC is macvlan or SR-IOV reaches neither its node nor cluster Services. {@link meta.veth.SetupVeth} creates a veth pair
 * between pod and node, {@link meta.veth.SetupNeighborhood} adds the neighbours at both ends, and {@link meta.veth.SetupRoutes} adds the routes
 * through the pair. The snapshot of a later step contains the plan of {@code SetupVeth}.
 */
@NullMarked
package meta.veth;

import org.jspecify.annotations.NullMarked;
