package meta.image.flows;

enum Type {
    /** The plugin type {@code router}, for pods that have an overlay NIC named {@code eth0}. */
    ROUTER,
    /** The plugin type {@code veth}, for pods without an overlay NIC. The first LAN NIC is named {@code eth0} instead of {@code net1}. */
    VETH;

    String plugin() {
        return this == ROUTER ? "router" : "veth";
    }

    /**
     * {@return the name of a LAN NIC}
     *
     * @param besideOverlay the name that the NIC has in a pod with an overlay NIC
     * @param isFirst whether the NIC is the first LAN NIC of the pod
     */
    String nic(String besideOverlay, boolean isFirst) {
        return this == VETH && isFirst && besideOverlay.equals("net1") ? "eth0" : besideOverlay;
    }

    /** {@return the pod's device for packets to the node, to other pods and to Services} */
    String toNode() {
        return this == ROUTER ? "eth0" : "veth0";
    }
}
