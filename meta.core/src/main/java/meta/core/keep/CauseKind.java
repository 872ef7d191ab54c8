package meta.core.keep;

/**
 * The kinds of causes of a repair. The text of a cause begins with the words of its kind. The name of a constant, in lower case, is a label of the
 * metrics.
 */
public enum CauseKind {
    NODE_ADDRESS("node address"),
    NODE_DEVICE("node device"),
    NODE_ROUTE("node route"),
    NODE_RULE("node rule"),
    /** A sysctl such as {@code rp_filter}, of all devices or of a device with an address of the node. */
    NODE_SETTING("node:"),
    /** A host end, that is, the node's device of a pair whose other device is in a pod; or an address, neighbour or sysctl of a host end. */
    HOST_END("host end"),
    POD("pod:"),
    ADD("ADD"),
    START("the agent has started"),
    NODE_OPTIONS("the options of the node have changed"),
    LOST_NOTIFICATIONS("the kernel has dropped notifications"),
    /** The check of all attachments about every ten minutes. */
    REGULAR_CHECK("regular check"),
    OTHER("");

    private final String words;

    CauseKind(String words) {
        this.words = words;
    }

    /**
     * {@return the text of a cause of this kind}
     *
     * @param rest the words after the words of the kind, without control characters
     */
    String text(String rest) {
        return words + " " + rest;
    }

    /** {@return the text of a cause that consists of the words of this kind} */
    String text() {
        return words;
    }

    /**
     * {@return the kind of a cause; {@link #OTHER} if its text begins with the words of no other kind}
     *
     * @param cause a result of {@link #text}, possibly with more words at its end
     */
    static CauseKind of(String cause) {
        for (CauseKind kind : values()) {
            if (cause.startsWith(kind.words)) {
                return kind;
            }
        }
        return OTHER;
    }
}
