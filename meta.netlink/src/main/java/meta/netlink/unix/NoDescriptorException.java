package meta.netlink.unix;

import java.io.IOException;

/** Thrown if the process ({@code EMFILE}) or the node ({@code ENFILE}) has no descriptor left. A later attempt may succeed. */
public final class NoDescriptorException extends IOException {
    private static final long serialVersionUID = 1L;

    NoDescriptorException(String message) {
        super(message);
    }
}
