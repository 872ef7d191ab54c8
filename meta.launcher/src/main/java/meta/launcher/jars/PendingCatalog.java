package meta.launcher.jars;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import meta.core.call.CatalogSoFar;
import meta.core.plugin.Catalog;
import meta.core.plugin.TimeBudget;
import meta.core.plugin.UnusableStepOrJar;
import org.jspecify.annotations.Nullable;

/** A catalog of plugin types and steps. Third-party code that declares some of them may still be running. Thread-safe. */
public final class PendingCatalog {
    private final CatalogDraft found;
    private final List<DeclarationRun> loading;
    private final Duration limit;
    private final RecentLoadFailures slow;
    private final AtomicBoolean isAwaited = new AtomicBoolean();
    private volatile @Nullable Catalog complete;

    PendingCatalog(CatalogDraft found, List<DeclarationRun> loading, Duration limit, RecentLoadFailures slow) {
        this.found = found.copy();
        this.loading = List.copyOf(loading);
        this.limit = limit;
        this.slow = slow;
    }

    /**
     * {@return all types and steps, and the entries that cannot be used} Waits until the code of each third party has ended or has reached
     * its time limit. If the calling thread is interrupted, third parties can count as unusable in this result, and rarely in later ones.
     */
    public synchronized Catalog complete() {
        Catalog known = complete;
        if (known == null) {
            for (DeclarationRun entry : loading) {
                if (!entry.run().isAwaited()) {
                    return interrupted();
                }
            }
            known = with(loading);
            complete = known;
        }
        return known;
    }

    /**
     * {@return the types and steps that are known now, and the entries that are still being loaded} A daemon thread then waits for the code
     * of these entries. If the calling thread is interrupted, an entry whose code has ended can count as still being loaded or as unusable.
     *
     * @param grace how long this method waits for the end of a third party's code, counted from the start of the code
     */
    public CatalogSoFar known(Duration grace) {
        Catalog known = complete;
        if (known != null) {
            return CatalogSoFar.complete(known);
        }
        List<DeclarationRun> ended = new ArrayList<>();
        List<UnusableStepOrJar> unfinished = new ArrayList<>();
        for (DeclarationRun entry : loading) {
            if (entry.run().hasEndedAfter(grace)) {
                ended.add(entry);
            } else {
                unfinished.add(entry.unfinished());
            }
        }
        if (unfinished.isEmpty()) {
            return CatalogSoFar.complete(complete());
        }
        // the time limit is enforced only while a thread waits for the code
        if (isAwaited.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("step jars").start(this::complete);
        }
        return new CatalogSoFar(with(ended), unfinished);
    }

    private Catalog interrupted() {
        CatalogDraft draft = found.copy();
        loading.forEach(
                entry -> draft.addUnusable(entry.origin(), entry.unfinished().reason()));
        return draft.catalog();
    }

    private Catalog with(List<DeclarationRun> entries) {
        boolean isFullLimit = limit.compareTo(TimeBudget.DEFAULT_LIMIT) >= 0;
        CatalogDraft draft = found.copy();
        entries.forEach(entry -> entry.addTo(draft, slow, isFullLimit));
        return draft.catalog();
    }
}
