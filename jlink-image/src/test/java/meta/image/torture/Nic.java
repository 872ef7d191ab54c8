package meta.image.torture;

/** The NICs that a pod gets from LANs, in the order of their calls. */
enum Nic {
    FIRST(0),
    SECOND(1);

    private final int lan;

    Nic(int lan) {
        this.lan = lan;
    }

    /** {@return the number of the LAN that it is on, which the node reaches by {@code eth} of that number} */
    int lan() {
        return lan;
    }

    /** {@return its name in the pod: beside the overlay NIC of a pod of {@code router}, and without one in a pod of {@code veth}} */
    String device(Setting it) {
        return switch (this) {
            case FIRST -> it.type() == Setting.Type.VETH ? "eth0" : "net1";
            case SECOND -> it.type() == Setting.Type.VETH ? "net1" : "net2";
        };
    }
}
