package meta.netlink.netns;

import java.nio.file.Path;
import java.util.Optional;
import meta.netlink.libc.Descriptor;
import meta.netlink.libc.Libc;
import org.jspecify.annotations.Nullable;

/** The right to change a namespace, which one caller at a time has: a lock ({@code flock(2)}) on a file of a {@link LockDirectory}. */
public final class NamespaceLock implements AutoCloseable {
    private final @Nullable Descriptor descriptor;
    private final Optional<Path> file;
    private final String remark;

    /**
     * @param descriptor the locked file; null where the caller goes on without a lock
     * @param file the lock file, which is removed with the lock; empty where it is no file of ours
     * @param remark see {@link #remark}
     */
    NamespaceLock(@Nullable Descriptor descriptor, Optional<Path> file, String remark) {
        this.descriptor = descriptor;
        this.file = file;
        this.remark = remark;
    }

    /** {@return why the lock is not a file of the folder, for the log; empty where it is} */
    public String remark() {
        return remark;
    }

    /** Gives the right back. */
    @Override
    public void close() {
        Descriptor locked = descriptor;
        if (locked == null) {
            return;
        }
        // removed while it is locked: a caller that waits for this file finds it gone and makes another
        try {
            if (file.isPresent() && locked.isOpen() && LockDirectory.isAt(locked, file.get())) {
                Libc.unlink(file.get().toString());
            }
        } finally {
            locked.close();
        }
    }
}
