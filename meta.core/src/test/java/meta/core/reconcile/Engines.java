package meta.core.reconcile;

import meta.core.kernel.KernelPort;
import meta.core.reconcile.observe.OtherPods;

/** Creates engines for tests. */
final class Engines {
    private Engines() {}

    /** {@return an engine that asks {@code OtherPods} whether another pod has an address} */
    static Engine on(KernelPort kernel) {
        return new Engine(kernel, new OtherPods(kernel)::owner);
    }
}
