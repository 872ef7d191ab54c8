package meta.image.flows;

/** The plugin type under test. */
enum Type {
    /** The pod has an overlay NIC {@code eth0} and other NICs. */
    ROUTER,
    /** The pod has no overlay NIC; its first LAN NIC is {@code eth0} in place of net1. */
    VETH;

    String plugin() {
        return this == ROUTER ? "router" : "veth";
    }

    /**
     * {@return the name of a LAN NIC in a pod of this type}
     *
     * @param besideOverlay the name of the NIC in a pod that also has an overlay NIC
     * @param isFirst whether the NIC is on the underlay's LAN
     */
    String nic(String besideOverlay, boolean isFirst) {
        return this == VETH && isFirst && besideOverlay.equals("net1") ? "eth0" : besideOverlay;
    }

    /** {@return the device that connects the pod with its node and cluster} */
    String toNode() {
        return this == ROUTER ? "eth0" : "veth0";
    }
}
