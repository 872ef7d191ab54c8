package meta.core.keep;

/**
 * The kinds of causes of a repair. The text of a cause begins with the prefix of its kind. In the metrics, the name of a constant in lower
 * case is a value of the label {@code cause}.
 */
public enum CauseKind {
    NODE_ADDRESS("node address"),
    NODE_DEVICE("node device"),
    NODE_ROUTE("node route"),
    NODE_RULE("node rule"),
    /** A sysctl, either of all devices of the node or of a single device that has an address. */
    NODE_SETTING("node:"),
    /** The node's device of a pair whose other device is in a pod; or an address, neighbour or sysctl of this device. */
    HOST_END("host end"),
    POD("pod:"),
    ADD("ADD"),
    /** The keeper found the record of the attachment when it first read the records. */
    START("the agent has started"),
    /** The keeper found the record of the attachment when it first read the records after an error. */
    AFTER_ERROR("the keeper has continued after an error"),
    NODE_OPTIONS("the options of the node have changed"),
    LOST_NOTIFICATIONS("the kernel has dropped notifications"),
    /** The check that is made regularly, without an event. */
    REGULAR_CHECK("regular check"),
    OTHER("");

    private final String prefix;

    CauseKind(String prefix) {
        this.prefix = prefix;
    }

    /**
     * {@return the text of a cause of this kind}
     *
     * @param rest the text after the prefix, without control characters
     */
    String text(String rest) {
        return prefix + " " + rest;
    }

    String text() {
        return prefix;
    }

    /**
     * {@return the kind whose prefix the text of a cause begins with; {@link #OTHER} if it begins with none of them}
     *
     * @param cause a result of one of the {@code text} methods, possibly with appended text
     */
    static CauseKind of(String cause) {
        for (CauseKind kind : values()) {
            if (cause.startsWith(kind.prefix)) {
                return kind;
            }
        }
        return OTHER;
    }
}
