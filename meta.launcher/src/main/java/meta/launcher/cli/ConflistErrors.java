package meta.launcher.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Errors of the commands for network configurations, as text for people. */
final class ConflistErrors {
    private ConflistErrors() {}

    /** {@return the text of a {@link meta.launcher.conflist.ConflistException} or an {@link java.io.IOException}} */
    static String text(Exception error) {
        return switch (error) {
            case NoSuchFileException missing -> missing.getFile() + ": no such file";
            case AccessDeniedException denied -> denied.getFile() + ": permission denied; run it as root";
            case FileSystemException failed
            when failed.getReason() != null -> failed.getFile() + ": " + failed.getReason();
            default -> String.valueOf(error.getMessage());
        };
    }
}
