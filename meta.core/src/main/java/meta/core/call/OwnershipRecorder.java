package meta.core.call;

import java.util.List;
import meta.core.reconcile.observe.HostObjectId;
import meta.core.record.OwnedEffect;

/** Records the objects and effects that an ADD or a repair is about to create, before it creates them. */
@FunctionalInterface
interface OwnershipRecorder {
    /**
     * Adds objects and effects to the attachment record.
     *
     * @param objects the identities of the planned objects of third-party steps in the node's network namespace; added to the recorded objects
     * @param effects all effects that may be in force from now on, including those of earlier calls; they replace the recorded effects
     * @throws meta.core.cni.CallFailedException if {@code effects} is not empty and cannot be recorded
     */
    void own(List<HostObjectId> objects, List<OwnedEffect> effects);
}
