/**
 * The plugin type {@code router} and the steps that only this type lists.
 *
 * <p>A typical pod has a NIC {@code eth0} in an overlay network and gets a second NIC {@code net1} on the LAN, with a default route of its
 * own. The steps send traffic to the outside world through {@code net1} and traffic to the cluster through {@code eth0}. Replies leave
 * through the NIC on which the request arrived.
 */
@NullMarked
package meta.router;

import org.jspecify.annotations.NullMarked;
