package meta.launcher.install;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * Thrown if an installation, a rollback or an uninstall fails, or if the status of an installation cannot be read. The message gives the
 * file or option and the reason. If a remedy is known, the message ends with it.
 */
public final class InstallException extends Exception {
    private static final long serialVersionUID = 1;

    InstallException(String message) {
        super(message);
    }

    /**
     * {@return the exception for a file operation that the kernel has rejected}
     *
     * @param place the path of the file
     */
    static InstallException of(Path place, FileSystemException cause) {
        String reason = cause instanceof AccessDeniedException
                ? "permission denied; run this command as root; a container needs the capability DAC_OVERRIDE"
                : String.valueOf(cause.getReason() == null ? cause.getMessage() : cause.getReason());
        return new InstallException(place + ": " + reason + remedy(reason));
    }

    private static String remedy(String reason) {
        if (reason.contains("Read-only")) {
            return "; choose a folder that can be written with --prefix or --cni-bin-dir, omit the units with"
                    + " --without-agent, or make this version part of the node's own image";
        }
        return reason.contains("Operation not permitted")
                ? "; the file is immutable (chattr), or it belongs to another user in a folder with the sticky bit (chmod)"
                : "";
    }
}
