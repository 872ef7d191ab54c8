package meta.core.call;

import java.util.List;
import meta.core.reconcile.observe.HostObjectId;
import meta.core.record.OwnedEffect;

/** Records what a call will create. */
@FunctionalInterface
interface OwnershipRecorder {
    /**
     * Records objects and effects that may belong to the attachment from now on.
     *
     * @param objects objects on the host that third-party steps have planned, in addition to the recorded ones
     * @param effects all effects that may be in force from now on
     * @throws meta.core.cni.CallFailedException if there are effects and they cannot be recorded
     */
    void own(List<HostObjectId> objects, List<OwnedEffect> effects);
}
