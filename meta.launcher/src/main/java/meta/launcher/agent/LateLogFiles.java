package meta.launcher.agent;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Log files that are written after the answer of a call, because the last call with the file has written it without an error. All others are written
 * before, so that an error is part of the answer. Thread-safe.
 */
final class LateLogFiles {
    private static final int MOST = 64; // a node has one or two

    private final Set<Path> written = new LinkedHashSet<>();

    synchronized boolean contains(Path file) {
        return written.contains(file);
    }

    /** Records that the log of a call was written without an error. */
    synchronized void add(Path file) {
        if (written.size() == MOST && !written.contains(file)) {
            written.clear();
        }
        written.add(file);
    }

    /** Records that a call with this log file has written to standard error. */
    synchronized void remove(Path file) {
        written.remove(file);
    }
}
