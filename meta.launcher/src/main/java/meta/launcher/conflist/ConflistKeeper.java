package meta.launcher.conflist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import meta.core.plugin.Catalog;
import meta.launcher.runtime.NodeRoot;

/**
 * Restores the entries of {@link KeptEntries} when another program has removed them from their files.
 *
 * <p>Its thread waits for changes in the folders of the files and of the records, and reads all of them again after each change, and once a
 * minute.
 */
public final class ConflistKeeper {
    private static final long LONGEST_WAIT =
            60_000; // in milliseconds; a folder that did not exist, and so was not watched, may exist after it

    private final NodeRoot root;
    private final Supplier<Catalog> catalog;
    private final Consumer<String> report;
    private final Map<KeptEntry, KeepSchedule> schedules = new HashMap<>();
    private final Set<String> reported = new HashSet<>();

    /**
     * Creates a keeper that is not started.
     *
     * @param root the file system of the node
     * @param catalog finds the types and steps with which an entry is checked before it is restored
     * @param report receives lines for the administrator
     */
    public ConflistKeeper(NodeRoot root, Supplier<Catalog> catalog, Consumer<String> report) {
        this.root = root;
        this.catalog = catalog;
        this.report = report;
    }

    /** Starts a daemon thread that keeps the entries until the process ends or the files can no longer be watched, which it reports. */
    public void start() {
        Thread.ofPlatform().name("conflist-keeper").daemon().start(this::run);
    }

    private void run() {
        try (WatchService changes = root.folder().getFileSystem().newWatchService()) {
            Map<Path, WatchKey> watched = new HashMap<>();
            while (true) {
                watch(changes, watched);
                long wait = scan(System.nanoTime() / 1_000_000);
                WatchKey key = changes.poll(wait, TimeUnit.MILLISECONDS);
                if (key != null) {
                    key.pollEvents();
                    if (!key.reset()) {
                        watched.values().remove(key); // the folder is gone
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            report.accept("entries of network configurations are not kept: " + e.getMessage());
        }
    }

    private void watch(WatchService changes, Map<Path, WatchKey> watched) throws IOException {
        Path records;
        do {
            records = existing(new KeptEntries(root).folder());
            watch(records, changes, watched);
        } while (!records.equals(existing(new KeptEntries(root)
                .folder()))); // if the folder was created before its parent was watched, watch again
        for (KeptEntry kept : new KeptEntries(root).all()) {
            NetworkFile file = new NetworkFile(root, kept.file());
            watch(parent(file.place()), changes, watched);
            watch(parent(file.link()), changes, watched);
        }
    }

    private static void watch(Path folder, WatchService changes, Map<Path, WatchKey> watched) throws IOException {
        if (!watched.containsKey(folder) && Files.isDirectory(folder)) {
            watched.put(
                    folder,
                    folder.register(
                            changes,
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_MODIFY,
                            StandardWatchEventKinds.ENTRY_DELETE));
        }
    }

    /** {@return the folder, or the nearest one above it that exists} */
    private static Path existing(Path folder) {
        Path found = folder;
        while (!Files.isDirectory(found) && found.getParent() != null) {
            found = found.getParent();
        }
        return found;
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }

    /**
     * Reads all files, and restores the entries that are due.
     *
     * @param now the current time in milliseconds, of any monotonic clock
     * @return the milliseconds after which the files must be read again, if no change is noticed earlier
     */
    long scan(long now) throws IOException {
        List<KeptEntry> kept = new KeptEntries(root).all();
        schedules.keySet().retainAll(kept);
        long wait = LONGEST_WAIT;
        for (KeptEntry entry : kept) {
            wait = Math.min(wait, look(entry, now));
        }
        return wait;
    }

    private long look(KeptEntry kept, long now) {
        KeepSchedule schedule = schedules.computeIfAbsent(kept, _ -> new KeepSchedule());
        try {
            NetworkFile file = new NetworkFile(root, kept.file());
            if (!file.exists() || isPresent(file, kept)) {
                schedule.present(now); // without the file, the entry is not missing
                return LONGEST_WAIT;
            }
            return decide(schedule, file, kept, now);
        } catch (ConflistException | IOException e) {
            reportOnce(String.valueOf(e.getMessage()));
            return LONGEST_WAIT; // if the file is written again, the watch reports it
        }
    }

    private static boolean isPresent(NetworkFile file, KeptEntry kept) throws IOException, ConflistException {
        return file.content().plugins().stream()
                .anyMatch(plugin -> plugin.type().equals(kept.entry().type()));
    }

    private long decide(KeepSchedule schedule, NetworkFile file, KeptEntry kept, long now)
            throws IOException, ConflistException {
        String what = kept.file() + ": \"" + kept.entry().type() + "\"";
        return switch (schedule.missing(now)) {
            case KeepSchedule.Decision.Wait(long millis) -> millis;
            case KeepSchedule.Decision.Restore _ -> {
                schedule.restored(now);
                FileChanges.apply(new AddEntry(kept.entry(), EntryCheck.on(root, catalog.get())).to(file, false));
                report.accept(what + " was restored, because another program had removed it");
                yield LONGEST_WAIT;
            }
            case KeepSchedule.Decision.Report _ -> {
                report.accept(what + " was removed " + KeepSchedule.ATTEMPTS
                        + " times after it was restored; it is not restored any more. "
                        + FileOwner.advice(types(file)));
                yield LONGEST_WAIT;
            }
            case KeepSchedule.Decision.LeaveOut _ -> LONGEST_WAIT;
        };
    }

    private static List<String> types(NetworkFile file) throws IOException, ConflistException {
        return file.content().plugins().stream().map(ListPlaces.Plugin::type).toList();
    }

    private void reportOnce(String text) {
        if (reported.add(text)) {
            report.accept(text);
        }
    }
}
