package meta.netlink.netns;

import java.nio.file.Path;
import java.util.Optional;
import meta.netlink.libc.Descriptor;
import meta.netlink.libc.Libc;
import org.jspecify.annotations.Nullable;

/** A lock on a namespace ({@code flock(2)}): on a file of a {@link LockFolder}, on the namespace's own file, or on nothing. */
public final class NamespaceLock implements AutoCloseable {
    private final @Nullable Descriptor descriptor;
    private final Optional<Path> file;
    private final String remark;

    /**
     * @param descriptor the locked file; null if nothing is locked
     * @param file the lock file, which is removed on release; empty if no file of the folder is locked
     */
    NamespaceLock(@Nullable Descriptor descriptor, Optional<Path> file, String remark) {
        this.descriptor = descriptor;
        this.file = file;
        this.remark = remark;
    }

    /** {@return what is locked instead of a file of the folder, and why, for the log; empty if a file of the folder is locked} */
    public String remark() {
        return remark;
    }

    /** Releases the lock and removes the lock file. Further calls have no effect. */
    @Override
    public void close() {
        Descriptor locked = descriptor;
        if (locked == null) {
            return;
        }
        // remove before unlocking: a waiting caller then sees that the file is removed, and creates a new one
        try {
            if (file.isPresent() && locked.isOpen() && LockFolder.isAt(locked, file.get())) {
                Libc.unlink(file.get().toString());
            }
        } finally {
            locked.close();
        }
    }
}
