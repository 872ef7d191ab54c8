package meta.spi.net;

/** One of the two network namespaces that a call works with. */
public enum Netns {
    /** The network namespace of the node. */
    HOST("host"),
    /** The network namespace of the pod ({@code CNI_NETNS}). */
    POD("pod");

    private final String label;

    Netns(String label) {
        this.label = label;
    }

    /** {@return the other namespace} */
    public Netns other() {
        return this == HOST ? POD : HOST;
    }

    @Override
    public String toString() {
        return label;
    }
}
