package meta.launcher.agent;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The log files to which calls write after their answer, so that clients do not wait for the log: each file to which the last call with this
 * file has written without an error. All other log files are written before the answer, so that an error is part of the answer. Thread-safe.
 */
final class LateLogFiles {
    private static final int MOST = 64; // a node has one or two

    private final Set<Path> written = new LinkedHashSet<>();

    synchronized boolean contains(Path file) {
        return written.contains(file);
    }

    /** Records that a call has written its log to a file without an error. */
    synchronized void add(Path file) {
        if (written.size() == MOST) {
            written.clear();
        }
        written.add(file);
    }

    /** Records that a call has written to standard error, for example because the file could not be written. */
    synchronized void remove(Path file) {
        written.remove(file);
    }
}
