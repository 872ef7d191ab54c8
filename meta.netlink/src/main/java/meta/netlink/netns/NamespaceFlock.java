package meta.netlink.netns;

import java.nio.file.Path;
import java.util.Optional;
import meta.netlink.libc.Descriptor;
import meta.netlink.libc.Libc;
import org.jspecify.annotations.Nullable;

/**
 * An exclusive lock on a network namespace until {@link #close} ({@code flock(2)}). If {@link #remark} is not empty, the lock may have no
 * effect.
 */
public final class NamespaceFlock implements AutoCloseable {
    private final @Nullable Descriptor descriptor;
    private final Optional<Path> file;
    private final String remark;

    /**
     * @param descriptor the locked file; null if nothing is locked
     * @param file the locked file of the folder; empty if there is none
     */
    NamespaceFlock(@Nullable Descriptor descriptor, Optional<Path> file, String remark) {
        this.descriptor = descriptor;
        this.file = file;
        this.remark = remark;
    }

    /**
     * {@return a text for the log: why no file of a {@link LockFolder} is locked, and what is locked instead; empty if such a file is
     * locked}
     */
    public String remark() {
        return remark;
    }

    /** Releases the lock, and removes the locked file from the folder if possible. Further calls have no effect. */
    @Override
    public void close() {
        Descriptor locked = descriptor;
        if (locked == null) {
            return;
        }
        // before unlocking: a waiting caller sees that the file is removed, and creates another
        try {
            if (file.isPresent() && locked.isOpen() && LockFolder.isAt(locked, file.get())) {
                Libc.unlink(file.get().toString());
            }
        } finally {
            locked.close();
        }
    }
}
