package meta.core.keep;

/**
 * The kinds of causes of a repair. The text of a cause begins with the prefix of its kind, such as {@code node route}. In the metrics, the name of a
 * constant in lower case is a value of the label {@code cause}.
 */
public enum CauseKind {
    NODE_ADDRESS("node address"),
    NODE_DEVICE("node device"),
    NODE_ROUTE("node route"),
    NODE_RULE("node rule"),
    /** A sysctl such as {@code rp_filter}, either of all devices of the node or of a single device that has an address. */
    NODE_SETTING("node:"),
    /** A host end, that is, the node's device of a pair whose other device is in a pod; or an address, neighbour or sysctl of a host end. */
    HOST_END("host end"),
    POD("pod:"),
    ADD("ADD"),
    /** The first repair of an attachment whose record existed when the keeper started. */
    START("the agent has started"),
    /** The first repair of an attachment whose record existed when the keeper continued after an error. */
    AFTER_ERROR("the keeper has continued after an error"),
    NODE_OPTIONS("the options of the node have changed"),
    LOST_NOTIFICATIONS("the kernel has dropped notifications"),
    /**
     * A check of all attachments, about ten minutes after all attachments were last checked or repaired together, or later if that took
     * much processor time. Skips attachments whose ADD has not succeeded or whose DEL has begun, attachments whose repairs another program
     * undoes, and attachments whose repairs are switched off.
     */
    REGULAR_CHECK("regular check"),
    OTHER("");

    private final String prefix;

    CauseKind(String prefix) {
        this.prefix = prefix;
    }

    /**
     * {@return the text of a cause of this kind}
     *
     * @param rest the text after the prefix and a blank, without control characters
     */
    String text(String rest) {
        return prefix + " " + rest;
    }

    /** {@return the text of a cause that consists only of the prefix of this kind} */
    String text() {
        return prefix;
    }

    /**
     * {@return the kind whose prefix the text of a cause begins with; {@link #OTHER} if there is no such kind}
     *
     * @param cause a result of one of the {@code text} methods, possibly with an appended text such as {@code and 3 other changes}
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
