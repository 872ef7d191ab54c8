/**
 * The plugin type {@code veth} and its own steps. {@link meta.veth.VethType#steps} lists all steps of the type in order.
 *
 * <p>A pod whose first NIC is macvlan or SR-IOV reaches neither its node nor cluster Services. The steps create a veth pair between pod and node, and
 * add neighbours and routes at both ends. The snapshot of a later step contains the plan of {@link meta.veth.SetupVeth}.
 */
@NullMarked
package meta.veth;

import org.jspecify.annotations.NullMarked;
