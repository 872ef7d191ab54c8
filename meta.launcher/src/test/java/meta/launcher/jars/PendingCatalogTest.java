package meta.launcher.jars;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import meta.core.call.CatalogSoFar;
import meta.core.plugin.Catalog;
import meta.core.plugin.StepWithOrigin;
import meta.core.plugin.UnusableStepOrJar;
import meta.core.plugin.Watchdog;
import meta.spi.StepDeclaration;
import meta.spi.testkit.EmptyPlanStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A catalog can be used while the code of a jar is still being loaded. In the tests, this code waits for a latch, so that no test depends on time.
 */
@Timeout(120)
class PendingCatalogTest {
    private static final Duration LONG = Duration.ofSeconds(100);

    @TempDir
    Path folder;

    private final CountDownLatch gate = new CountDownLatch(1);

    private static ThirdPartyDeclarations declaring(String step) {
        StepDeclaration declaration =
                StepDeclaration.of(new EmptyPlanStep(step), "A step.").after("veth", "setupVeth");
        return ThirdPartyDeclarations.of(List.of(), List.of(() -> List.of(declaration)), step + ".jar");
    }

    private static DeclarationRun entry(String name, Duration limit, Supplier<ThirdPartyDeclarations> code) {
        String origin = name + ".jar";
        ClassLoader loader = PendingCatalogTest.class.getClassLoader();
        return new DeclarationRun(origin, "", new Watchdog(origin, limit).start(loader, code));
    }

    private ThirdPartyDeclarations behindTheGate(String step) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return declaring(step);
    }

    private PendingCatalog catalog(DeclarationRun... entries) {
        return new PendingCatalog(CatalogDraft.empty(), List.of(entries), LONG, new RecentLoadFailures(folder));
    }

    private static List<String> names(Catalog catalog) {
        return catalog.steps().stream().map(StepWithOrigin::name).toList();
    }

    @Test
    void aCallThatDoesNotNeedAJarDoesNotWaitForItsCode() {
        DeclarationRun good = entry("good", LONG, () -> declaring("good"));
        assertThat(good.run().hasEndedAfter(LONG)).isTrue();
        PendingCatalog catalog = catalog(entry("slow", LONG, () -> behindTheGate("slow")), good);

        CatalogSoFar known = catalog.known(Duration.ZERO);

        assertThat(names(known.catalog())).containsExactly("good");
        assertThat(known.catalog().unusable()).isEmpty();
        assertThat(known.loading())
                .containsExactly(new UnusableStepOrJar("", "slow.jar", "its code is still being loaded"));
        gate.countDown();
    }

    @Test
    void aCallThatNeedsAJarWaitsForItsCode() {
        PendingCatalog catalog = catalog(entry("slow", LONG, () -> behindTheGate("slow")));
        CompletableFuture<Catalog> waiting = CompletableFuture.supplyAsync(catalog::complete);
        assertThat(catalog.known(Duration.ZERO).loading()).hasSize(1);

        gate.countDown();

        assertThat(names(waiting.join())).containsExactly("slow");
        assertThat(names(catalog.known(Duration.ZERO).catalog())).containsExactly("slow");
    }

    @Test
    void aJarThatIsLoadedBeforeTheWaitEndsIsUsedByAllCalls() {
        PendingCatalog catalog = catalog(entry("good", LONG, () -> declaring("good")));

        CatalogSoFar known = catalog.known(LONG);

        assertThat(names(known.catalog())).containsExactly("good");
        assertThat(known.loading()).isEmpty();
    }

    @Test
    void aJarReachesItsTimeLimitEvenIfNoCallNeedsTheJar() {
        PendingCatalog catalog = catalog(entry("stuck", Duration.ofMillis(1), () -> behindTheGate("stuck")));

        CatalogSoFar known = catalog.known(Duration.ZERO);
        while (!known.loading().isEmpty()) {
            Thread.onSpinWait();
            known = catalog.known(Duration.ZERO);
        }

        assertThat(known.catalog().unusable())
                .singleElement()
                .satisfies(jar -> assertThat(jar.toString()).startsWith("stuck.jar: did not return within 1 ms"));
        gate.countDown();
    }

    @Test
    void aCallThatIsInterruptedDoesNotMakeTheJarUnusableForLaterCalls() {
        PendingCatalog catalog = catalog(entry("slow", LONG, () -> behindTheGate("slow")));

        Thread.currentThread().interrupt();
        Catalog interrupted = catalog.complete();
        assertThat(Thread.interrupted()).isTrue();
        gate.countDown();

        assertThat(interrupted.unusable())
                .containsExactly(new UnusableStepOrJar("", "slow.jar", "its code is still being loaded"));
        assertThat(catalog.complete().unusable()).isEmpty();
        assertThat(names(catalog.complete())).containsExactly("slow");
    }
}
