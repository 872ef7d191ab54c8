package meta.netlink.unix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * The text for an exception of a file operation. The messages of some exceptions lack the reason.
 *
 * @param error any exception; the cause of an {@link UncheckedIOException} or {@link DirectoryIteratorException} is used instead
 */
public record IoErrorText(Exception error) {

    /** {@return the reason; for a {@link FileSystemException}, without the path of the file} */
    public String reason() {
        return switch (cause()) {
            case FileSystemException failed when failed.getReason() != null -> failed.getReason();
            case AccessDeniedException _ -> "permission denied";
            case NoSuchFileException _ -> "no such file";
            case FileAlreadyExistsException _ -> "the file already exists";
            case DirectoryNotEmptyException _ -> "the folder is not empty";
            case NotDirectoryException _ -> "not a folder";
            case Exception other
            when other instanceof FileSystemException || other.getMessage() == null ->
                other.getClass().getSimpleName();
            case Exception other -> String.valueOf(other.getMessage());
        };
    }

    /** {@return the path of the file, if the exception contains it, and the reason} */
    public String line() {
        String message = cause().getMessage();
        if (message == null) {
            return reason();
        }
        boolean isOnlyPath = cause() instanceof FileSystemException failed && failed.getReason() == null;
        return isOnlyPath ? message + ": " + reason() : message;
    }

    /**
     * {@return {@link #line}, after a place and a colon; unchanged if the line already begins with them}
     *
     * @param place a path, or another text that shows what has failed
     */
    public String at(Object place) {
        String line = line();
        return line.startsWith(place + ": ") ? line : place + ": " + line;
    }

    private Exception cause() {
        boolean isWrapper = error instanceof UncheckedIOException || error instanceof DirectoryIteratorException;
        return isWrapper && error.getCause() instanceof IOException wrapped ? wrapped : error;
    }
}
