package meta.launcher.conflist;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Waits for changes in folders. Must be used by one thread only. */
final class FolderWatch implements AutoCloseable {
    private final WatchService changes;
    private final Map<Path, WatchKey> watched = new HashMap<>();

    private FolderWatch(WatchService changes) {
        this.changes = changes;
    }

    /**
     * {@return a watch without folders, which the caller must close}
     *
     * @throws IOException if the kernel rejects the watch, as at the limit {@code fs.inotify.max_user_instances}
     */
    static FolderWatch open() throws IOException {
        return new FolderWatch(FileSystems.getDefault().newWatchService());
    }

    /**
     * Begins to watch a folder, if it exists and is not watched yet.
     *
     * @throws IOException if the kernel rejects the watch, as at the limit {@code fs.inotify.max_user_watches}
     */
    void add(Path folder) throws IOException {
        WatchKey before = watched.remove(folder);
        try {
            // for a folder that is already watched, the result is the same key
            watched.put(
                    folder,
                    folder.register(
                            changes,
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_MODIFY,
                            StandardWatchEventKinds.ENTRY_DELETE));
        } catch (NoSuchFileException | NotDirectoryException e) {
            // the folder may have been removed
        }
        if (before != null && !watched.containsValue(before)) { // a link can be another path of the same folder
            before.cancel();
        }
    }

    /**
     * Waits until a file in a watched folder is created, changed or deleted, or the time has passed. A change before the
     * call also ends the wait if it did not end an earlier one. A watched folder that was deleted must be added again.
     *
     * @param millis the longest time to wait, in milliseconds
     */
    void await(long millis) throws InterruptedException {
        WatchKey key = changes.poll(millis, TimeUnit.MILLISECONDS);
        if (key != null) {
            key.pollEvents();
            if (!key.reset()) {
                watched.values().removeIf(key::equals); // the folder was deleted
            }
        }
    }

    @Override
    public void close() throws IOException {
        changes.close();
    }
}
