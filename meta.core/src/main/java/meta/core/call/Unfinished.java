package meta.core.call;

import meta.core.cni.CallFailedException;
import meta.core.cni.Failure;
import meta.core.reconcile.IpLine;
import meta.core.reconcile.RejectedChange;
import meta.core.reconcile.RemoveResult;

/** How a DEL or GC fails that could not make all of its changes. */
final class Unfinished {
    private Unfinished() {}

    /**
     * {@return the failure: one that passes where a change was refused that another try may make}
     *
     * @param step what stands in the place of a step's name
     * @param removed what has become of the changes
     * @param changes how many there were
     * @param netns the path of the pod's namespace; empty where there is none
     */
    static CallFailedException of(String step, RemoveResult removed, int changes, String netns) {
        RejectedChange first = removed.first();
        Failure.StepRefused refused = new Failure.StepRefused(
                step,
                new IpLine(first.change()).inOneLine(netns),
                first.reply().toString(),
                (changes - removed.missing()) + " of " + changes + " changes made");
        return new CallFailedException(
                first.isFinal()
                        ? refused
                        : new Failure.TryAgain(refused.details() + "; the next call goes on from here"));
    }
}
