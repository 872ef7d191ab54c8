package meta.image.flows;

enum Type {
    /** For pods with an overlay NIC {@code eth0}. */
    ROUTER,
    /** For pods without an overlay NIC; {@code eth0} replaces {@code net1}. */
    VETH;

    String plugin() {
        return this == ROUTER ? "router" : "veth";
    }

    /**
     * {@return the name of a LAN NIC}
     *
     * @param besideOverlay its name in a pod with an overlay NIC
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
