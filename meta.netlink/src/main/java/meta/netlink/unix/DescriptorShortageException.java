package meta.netlink.unix;

import java.io.IOException;

/** Thrown if no descriptor is left in the process ({@code EMFILE}) or on the node ({@code ENFILE}). */
public final class DescriptorShortageException extends IOException {
    private static final long serialVersionUID = 1L;

    DescriptorShortageException(String message) {
        super(message);
    }
}
