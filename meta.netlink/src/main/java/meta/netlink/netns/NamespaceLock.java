package meta.netlink.netns;

import java.nio.file.Path;
import java.util.Optional;
import meta.netlink.libc.Descriptor;
import meta.netlink.libc.Libc;
import org.jspecify.annotations.Nullable;

/** The exclusive right to change a namespace: a lock ({@code flock(2)}) on a file of a {@link LockDirectory}. */
public final class NamespaceLock implements AutoCloseable {
    private final @Nullable Descriptor descriptor;
    private final Optional<Path> file;
    private final String remark;

    /**
     * @param descriptor the locked file; null if nothing is locked
     * @param file the lock file, which is removed on release; empty if the namespace's own file is locked
     * @param remark see {@link #remark}
     */
    NamespaceLock(@Nullable Descriptor descriptor, Optional<Path> file, String remark) {
        this.descriptor = descriptor;
        this.file = file;
        this.remark = remark;
    }

    /** {@return why no file of the directory is locked, for the log; empty if one is locked} */
    public String remark() {
        return remark;
    }

    /** Releases the lock. */
    @Override
    public void close() {
        Descriptor locked = descriptor;
        if (locked == null) {
            return;
        }
        // removed while locked: a waiting caller then finds it removed and creates a new one
        try {
            if (file.isPresent() && locked.isOpen() && LockDirectory.isAt(locked, file.get())) {
                Libc.unlink(file.get().toString());
            }
        } finally {
            locked.close();
        }
    }
}
