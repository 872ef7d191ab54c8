package meta.core.call;

import java.util.List;
import meta.core.reconcile.observe.HostObjectId;
import meta.core.record.OwnedEffect;

/** Records host objects of third-party steps, and effects, before an ADD or a repair creates or applies them. */
@FunctionalInterface
interface OwnershipRecorder {
    /**
     * Adds objects to the attachment record, and replaces the effects in it. Does nothing if both lists are empty.
     *
     * @param objects the planned objects of third-party steps in the node's network namespace
     * @param effects the effects that may be in force from now on, including those of earlier calls
     * @throws meta.core.cni.CallFailedException if there are effects and they cannot be recorded
     */
    void own(List<HostObjectId> objects, List<OwnedEffect> effects);
}
