package meta.image.torture;

/** The NICs that a pod gets from LANs, in the order of their calls. */
enum Nic {
    FIRST(0),
    SECOND(1);

    private final int lan;

    Nic(int lan) {
        this.lan = lan;
    }

    /** {@return the number of its LAN; the node's NIC on that LAN is {@code eth} with this number} */
    int lan() {
        return lan;
    }

    /** {@return its name in the pod, which also has an overlay NIC if the plugin is {@code router}} */
    String device(Setting it) {
        return switch (this) {
            case FIRST -> it.type() == Setting.Type.VETH ? "eth0" : "net1";
            case SECOND -> it.type() == Setting.Type.VETH ? "net1" : "net2";
        };
    }
}
