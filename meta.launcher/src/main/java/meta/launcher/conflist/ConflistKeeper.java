package meta.launcher.conflist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import meta.core.plugin.Catalog;
import meta.launcher.runtime.NodeRoot;
import meta.netlink.unix.IoErrorText;

/** Adds the plugins of {@link RestoredEntryRecords} to network configurations again when another program has removed them. */
public final class ConflistKeeper {
    /** The longest wait between two scans, in milliseconds. */
    private static final long LONGEST_WAIT = 60_000;

    private final NodeRoot root;
    private final Supplier<Catalog> catalog;
    private final Consumer<String> report;
    private final Map<RestoredEntry, RestoreSchedule> schedules = new HashMap<>();
    private final Set<String> reported = new HashSet<>();

    /**
     * Creates the object; {@link #start} starts its thread.
     *
     * @param catalog returns the plugin types and steps that exist; called on that thread
     * @param report receives lines for the administrator; called on that thread
     */
    public ConflistKeeper(NodeRoot root, Supplier<Catalog> catalog, Consumer<String> report) {
        this.root = root;
        this.catalog = catalog;
        this.report = report;
    }

    /** Starts the daemon thread. Must be called only once. */
    public void start() {
        Thread.ofPlatform().name("conflist-keeper").daemon().start(this::run);
    }

    private void run() {
        try {
            while (true) {
                try (FolderWatch watch = FolderWatch.open()) {
                    restore(watch);
                } catch (IOException e) {
                    reportOnce("network configurations cannot be watched, and are read once a minute: " + e);
                    Thread.sleep(scan(now()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void restore(FolderWatch watch) throws InterruptedException {
        while (true) {
            watch(watch);
            watch.await(scan(now()));
        }
    }

    private static long now() {
        return System.nanoTime() / 1_000_000;
    }

    private void watch(FolderWatch watch) {
        try {
            RestoredEntryRecords entries = new RestoredEntryRecords(root);
            Path records;
            // repeated, because a nearer folder may have been created before the watch began
            do {
                records = nearestExisting(entries.folder());
                watch(records, watch);
            } while (!records.equals(nearestExisting(entries.folder())));
            for (RestoredEntry entry : entries.all()) {
                NetworkFile file = new NetworkFile(root, entry.file());
                watch(parent(file.place()), watch);
                watch(parent(file.link()), watch);
            }
        } catch (IOException | RuntimeException e) {
            reportOnce("the folders of network configurations cannot be found: " + e);
        }
    }

    private void watch(Path folder, FolderWatch watch) {
        try {
            watch.add(folder);
        } catch (IOException e) {
            reportOnce(folder + ": changes are noticed within a minute, because the folder cannot be watched: " + e);
        }
    }

    private static Path nearestExisting(Path folder) {
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
     * Adds missing plugins again as {@link RestoreSchedule} decides. A plugin does not count as missing if the whole file is missing.
     *
     * @param now the present time in milliseconds; all calls must use the same monotonic clock
     * @return the milliseconds until the next scan; at most a minute
     */
    long scan(long now) {
        long wait = LONGEST_WAIT;
        try {
            List<RestoredEntry> entries = new RestoredEntryRecords(root).all();
            schedules.keySet().retainAll(entries);
            for (RestoredEntry entry : entries) {
                wait = Math.min(wait, restoreIfMissing(entry, now));
            }
        } catch (IOException | RuntimeException e) {
            reportOnce("the records of `metactl conflist add --keep` cannot be read: " + e);
        }
        return wait;
    }

    private long restoreIfMissing(RestoredEntry restored, long now) {
        RestoreSchedule schedule = schedules.computeIfAbsent(restored, _ -> new RestoreSchedule());
        try {
            NetworkFile file = new NetworkFile(root, restored.file());
            if (!file.exists()) {
                schedule.withoutFile(now);
                return LONGEST_WAIT;
            }
            if (isPresent(file, restored)) {
                schedule.present(now);
                return LONGEST_WAIT;
            }
            return handleMissing(schedule, file, restored, now);
        } catch (ConflistException | IOException e) {
            reportOnce(new IoErrorText(e).line());
            return LONGEST_WAIT; // a change in a watched folder ends the wait earlier
        } catch (RuntimeException
                | OutOfMemoryError e) { // the other plugins must still be added again, and this one later
            reportOnce(restored.file() + ": \"" + restored.entry().type() + "\": " + e);
            return LONGEST_WAIT;
        }
    }

    private static boolean isPresent(NetworkFile file, RestoredEntry restored) throws IOException, ConflistException {
        return file.content().plugins().stream()
                .anyMatch(plugin -> plugin.type().equals(restored.entry().type()));
    }

    private long handleMissing(RestoreSchedule schedule, NetworkFile file, RestoredEntry restored, long now)
            throws IOException, ConflistException {
        String what = restored.file() + ": \"" + restored.entry().type() + "\"";
        return switch (schedule.missing(now)) {
            case RestoreSchedule.Decision.Wait(long millis) -> millis;
            case RestoreSchedule.Decision.Restore _ -> {
                restore(schedule, file, restored, now);
                report.accept(what + " was restored, because another program had removed it");
                yield LONGEST_WAIT;
            }
            case RestoreSchedule.Decision.Report _ -> {
                report.accept(what + " is missing again after " + RestoreSchedule.ATTEMPTS
                        + " attempts to restore it; it is not restored any more. "
                        + KnownConfigProgram.advice(types(file)));
                yield LONGEST_WAIT;
            }
            case RestoreSchedule.Decision.LeaveOut _ -> LONGEST_WAIT;
        };
    }

    private void restore(RestoreSchedule schedule, NetworkFile file, RestoredEntry restored, long now)
            throws IOException, ConflistException {
        try {
            new FileChangeApplier("")
                    .apply(new EntryAdditionPlanner(restored.entry(), EntryCheck.on(root, catalog.get()))
                            .to(file, false));
        } catch (IOException | ConflistException | RuntimeException | Error e) {
            schedule.failed(now);
            throw e;
        }
        schedule.restored(now);
    }

    private static List<String> types(NetworkFile file) throws IOException, ConflistException {
        return file.content().plugins().stream()
                .map(PluginByteOffsets.Plugin::type)
                .toList();
    }

    private void reportOnce(String text) {
        if (reported.add(text)) {
            report.accept(text);
        }
    }
}
