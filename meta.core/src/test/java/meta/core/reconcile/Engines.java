package meta.core.reconcile;

import meta.core.kernel.KernelPort;
import meta.core.reconcile.observe.OtherPods;

/** Creates engines in the same way as a call. */
final class Engines {
    private Engines() {}

    /** {@return an engine that replaces no route to another pod} */
    static Engine on(KernelPort kernel) {
        return new Engine(kernel, new OtherPods(kernel)::owner);
    }
}
