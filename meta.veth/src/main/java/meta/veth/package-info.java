/**
 * The plugin type {@code veth} and the steps that only this type has. {@link meta.veth.VethType#steps} lists all steps of the type in order.
 *
 * <p>A pod whose first NIC is a macvlan device or an SR-IOV VF reaches neither its node nor the cluster's Services. The steps create a veth pair
 * between the pod and the node, and add neighbours and routes at both ends. The snapshot that a step gets contains what the earlier steps have
 * planned, such as the pair of {@link meta.veth.SetupVeth}.
 */
@NullMarked
package meta.veth;

import org.jspecify.annotations.NullMarked;
