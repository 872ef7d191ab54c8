package meta.launcher.agent;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Remembers the log files that calls may write after their answer was sent. For any other log file, the first error of writing is part of
 * the answer. If there are {@value #MOST} files, a further one replaces all of them. Thread-safe.
 */
final class DeferredLogFiles {
    private static final int MOST = 64;

    private final Set<Path> written = new LinkedHashSet<>();

    synchronized boolean contains(Path file) {
        return written.contains(file);
    }

    /** Records that a call has written nothing to standard error. */
    synchronized void add(Path file) {
        if (written.size() == MOST && !written.contains(file)) {
            written.clear();
        }
        written.add(file);
    }

    /** Records that a call has written to standard error. */
    synchronized void remove(Path file) {
        written.remove(file);
    }
}
