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

/** Waits for changes in folders. Used by one thread. */
final class FolderWatch implements AutoCloseable {
    private final WatchService changes;
    private final Map<Path, WatchKey> watched = new HashMap<>();

    private FolderWatch(WatchService changes) {
        this.changes = changes;
    }

    /**
     * {@return a watch without folders, which the caller closes}
     *
     * @throws IOException for example because of {@code fs.inotify.max_user_instances}
     */
    static FolderWatch open() throws IOException {
        return new FolderWatch(FileSystems.getDefault().newWatchService());
    }

    /**
     * Watches a folder, if it exists.
     *
     * @throws IOException for example because of {@code fs.inotify.max_user_watches}
     */
    void add(Path folder) throws IOException {
        if (watched.containsKey(folder)) {
            return;
        }
        try {
            watched.put(
                    folder,
                    folder.register(
                            changes,
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_MODIFY,
                            StandardWatchEventKinds.ENTRY_DELETE));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return; // the folder may have been removed
        }
    }

    /** Waits for a change of a file in a watched folder, or until the time has passed. A deleted folder is not watched any more. */
    void await(long millis) throws InterruptedException {
        WatchKey key = changes.poll(millis, TimeUnit.MILLISECONDS);
        if (key != null) {
            key.pollEvents();
            if (!key.reset()) {
                watched.values().remove(key); // the folder is gone
            }
        }
    }

    @Override
    public void close() throws IOException {
        changes.close();
    }
}
