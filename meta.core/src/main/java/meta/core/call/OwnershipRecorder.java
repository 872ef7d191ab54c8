package meta.core.call;

import java.util.List;
import meta.core.reconcile.observe.HostObjectId;
import meta.core.record.OwnedEffect;

/** Records the objects and effects of an ADD or a repair, before the call creates the objects and applies the effects. */
@FunctionalInterface
interface OwnershipRecorder {
    /**
     * Adds objects to the attachment record, and replaces the effects in it. If both lists are empty, nothing is recorded.
     *
     * @param objects the identities of the planned objects of third-party steps in the node's network namespace
     * @param effects all effects that may be in force from now on, including effects of earlier calls
     * @throws meta.core.cni.CallFailedException if {@code effects} is not empty and cannot be recorded
     */
    void own(List<HostObjectId> objects, List<OwnedEffect> effects);
}
