package meta.core.call;

import java.util.List;
import meta.core.reconcile.observe.HostObject;
import meta.core.record.OwnedEffect;

/** Notes what a call creates for steps of third parties, before it changes anything. */
@FunctionalInterface
interface Owning {
    /**
     * Notes what belongs to the attachment from now on.
     *
     * @param objects the objects on the host that will be created, in addition to those that are noted
     * @param effects all effects that may be in force from now on
     * @throws meta.core.cni.CallFailedException if there are effects and they cannot be noted
     */
    void own(List<HostObject> objects, List<OwnedEffect> effects);
}
