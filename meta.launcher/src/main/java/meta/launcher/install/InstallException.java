package meta.launcher.install;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import meta.netlink.unix.IoErrorText;

/**
 * Thrown if an installation, a rollback, an uninstall or its dry run fails, or if the status of an installation cannot be read. The message
 * contains the reason.
 */
public final class InstallException extends Exception {
    private static final long serialVersionUID = 1;

    InstallException(String message) {
        super(message);
    }

    /**
     * {@return the exception for a file operation that has failed} Its message can also contain a remedy.
     *
     * @param place the path of the file or folder
     */
    static InstallException of(Path place, FileSystemException cause) {
        String reason = cause instanceof AccessDeniedException
                ? "permission denied; run this command as root; a container needs the capability DAC_OVERRIDE"
                : new IoErrorText(cause).reason();
        return new InstallException(place + ": " + reason + remedy(reason));
    }

    private static String remedy(String reason) {
        if (reason.contains("Read-only")) {
            return "; use --prefix or --cni-bin-dir to choose a writable folder, omit the units with --without-agent,"
                    + " or make this version part of the node's own image";
        }
        return reason.contains("Operation not permitted")
                ? "; the file is immutable (chattr), or it belongs to another user in a folder with the sticky bit (chmod)"
                : "";
    }
}
