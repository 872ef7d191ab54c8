package meta.image.torture;

/** The two LAN NICs of a pod. */
enum Nic {
    FIRST(0),
    SECOND(1);

    private final int lan;

    Nic(int lan) {
        this.lan = lan;
    }

    /** {@return the number of the NIC's LAN; the node's device on that LAN is {@code eth} with the same number} */
    int lan() {
        return lan;
    }

    /** {@return the name of the NIC in the pod} In a pod of {@code router}, {@code eth0} is the name of the overlay NIC. */
    String device(TrialCase it) {
        return switch (this) {
            case FIRST -> it.type() == TrialCase.Type.VETH ? "eth0" : "net1";
            case SECOND -> it.type() == TrialCase.Type.VETH ? "net1" : "net2";
        };
    }
}
