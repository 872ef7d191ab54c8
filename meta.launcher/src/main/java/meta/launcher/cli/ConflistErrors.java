package meta.launcher.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Describes the errors of the {@code metactl conflist} commands for people. */
final class ConflistErrors {
    private ConflistErrors() {}

    /**
     * {@return the text for a {@link meta.launcher.conflist.ConflistException} or an {@link java.io.IOException}, without the name of the command}
     */
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
