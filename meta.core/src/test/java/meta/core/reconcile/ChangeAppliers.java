package meta.core.reconcile;

import meta.core.kernel.KernelPort;
import meta.core.reconcile.observe.OtherPodLookup;

/** Creates {@link ChangeApplier}s for tests. */
final class ChangeAppliers {
    private ChangeAppliers() {}

    /** {@return an applier of changes that asks {@link OtherPodLookup} whether another pod has an address} */
    static ChangeApplier on(KernelPort kernel) {
        return new ChangeApplier(kernel, new OtherPodLookup(kernel)::owner);
    }
}
