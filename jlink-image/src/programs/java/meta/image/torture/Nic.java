package meta.image.torture;

enum Nic {
    FIRST(0),
    SECOND(1);

    private final int lan;

    Nic(int lan) {
        this.lan = lan;
    }

    /** {@return the number of the LAN, which is also that of the node's {@code eth}} */
    int lan() {
        return lan;
    }

    /** {@return the name in the pod; with {@code router}, {@code eth0} is the overlay NIC} */
    String device(TrialCase it) {
        return switch (this) {
            case FIRST -> it.type() == TrialCase.Type.VETH ? "eth0" : "net1";
            case SECOND -> it.type() == TrialCase.Type.VETH ? "net1" : "net2";
        };
    }
}
