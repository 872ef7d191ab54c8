package meta.netlink.netns;

import java.nio.file.Path;
import java.util.Optional;
import meta.netlink.libc.Descriptor;
import meta.netlink.libc.Libc;
import org.jspecify.annotations.Nullable;

/**
 * The right to change a namespace. Normally it is a lock ({@code flock(2)}) on a file of a {@link LockDirectory}. If the directory cannot be
 * used, it is a lock on the namespace's own file or, if that fails too, no lock at all.
 */
public final class NamespaceLock implements AutoCloseable {
    private final @Nullable Descriptor descriptor;
    private final Optional<Path> file;
    private final String remark;

    /**
     * @param descriptor the locked file; null if nothing is locked
     * @param file the lock file, which is removed on release; empty if the namespace's own file or nothing is locked
     * @param remark see {@link #remark}
     */
    NamespaceLock(@Nullable Descriptor descriptor, Optional<Path> file, String remark) {
        this.descriptor = descriptor;
        this.file = file;
        this.remark = remark;
    }

    /** {@return a text for the log if no file of the directory is locked: why, and what is locked instead; otherwise empty} */
    public String remark() {
        return remark;
    }

    /** Releases the lock and removes the lock file. */
    @Override
    public void close() {
        Descriptor locked = descriptor;
        if (locked == null) {
            return;
        }
        // remove the file before unlocking it, so that a waiting caller sees that its file is gone, and creates a new
        // one
        try {
            if (file.isPresent() && locked.isOpen() && LockDirectory.isAt(locked, file.get())) {
                Libc.unlink(file.get().toString());
            }
        } finally {
            locked.close();
        }
    }
}
