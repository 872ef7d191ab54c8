package meta.launcher.cli;

import java.nio.file.AccessDeniedException;
import meta.netlink.unix.IoErrorText;

/** Describes the errors of the {@code metactl conflist} commands for people. */
final class ConflistErrors {
    private ConflistErrors() {}

    /** {@return the text for a {@link meta.launcher.conflist.ConflistException} or an {@link java.io.IOException}} */
    static String text(Exception error) {
        return switch (error) {
            case AccessDeniedException denied -> new IoErrorText(denied).line() + "; run it as root";
            default -> new IoErrorText(error).line();
        };
    }
}
