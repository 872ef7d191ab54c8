/**
 * The plugin type {@code veth} and the steps that only this type has ({@link meta.veth.VethType#steps}).
 *
 * <p>A pod whose first NIC is a macvlan device or an SR-IOV VF may reach neither its node nor the cluster's Services. The steps create a
 * veth pair between the pod and the node, and add neighbours and routes at both ends.
 */
@NullMarked
package meta.veth;

import org.jspecify.annotations.NullMarked;
