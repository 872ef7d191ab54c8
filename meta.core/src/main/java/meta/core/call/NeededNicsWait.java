package meta.core.call;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import meta.core.cni.CallFailedException;
import meta.core.cni.Failure;
import meta.spi.Snapshot;
import meta.spi.net.Address;

/** Waits for the NICs that a plugin type needs in addition to the NIC of the call. Other plugins may set up such a NIC at the same time. */
record NeededNicsWait(List<String> names) {
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(10);

    /**
     * {@return the wait for the NICs that the plugin type of the call needs}
     *
     * @throws CallFailedException as for {@link meta.core.plugin.Pipeline#neededNics}
     */
    static NeededNicsWait of(CallContext context) {
        String own = context.attachment().ifname();
        return new NeededNicsWait(context.pipeline().neededNics(context.config()).stream()
                .filter(name -> !name.equals(own))
                .toList());
    }

    /**
     * {@return the first result of {@code look} in which the pod has each of the NICs with a stable address ({@link Address#isStable})}
     *
     * @param look reads the state; called until then, for about a second at most
     * @throws CallFailedException with {@link Failure.TryAgain} if a NIC is missing or has no stable address after a second, or when
     *     the thread is interrupted; the interrupt status stays set
     */
    Snapshot awaited(Supplier<Snapshot> look) {
        long start = System.nanoTime();
        Snapshot seen = look.get();
        Optional<String> missing = missing(seen);
        while (missing.isPresent()) {
            boolean isInterrupted = Thread.currentThread().isInterrupted(); // parkNanos would not pause
            if (isInterrupted || System.nanoTime() - start > LIMIT.toNanos()) {
                throw new CallFailedException(new Failure.TryAgain(missing.get()));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            seen = look.get();
            missing = missing(seen);
        }
        return seen;
    }

    private Optional<String> missing(Snapshot seen) {
        for (String name : names) {
            if (seen.pod().link(name).isEmpty()) {
                return Optional.of("the pod has no device " + name + " yet; is its name right?");
            }
            if (seen.pod().addresses(name).stream().noneMatch(Address::isStable)) {
                return Optional.of("the pod's device " + name + " has no address yet");
            }
        }
        return Optional.empty();
    }
}
