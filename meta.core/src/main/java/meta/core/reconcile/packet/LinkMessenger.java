package meta.core.reconcile.packet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import meta.core.cni.CallFailedException;
import meta.core.cni.Failure;
import meta.core.kernel.KernelPort;
import meta.core.reconcile.StepPlan;
import meta.spi.Claim;
import meta.spi.Plan;

/**
 * What plans want of the other stations on a link.
 *
 * @param conflicts the addresses that are known to be somebody else's
 * @param probes what to ask first
 * @param announcements what to tell at last
 * @param netns the path of the pod's namespace, for commands that can be pasted
 */
public record LinkMessenger(
        List<Plan.Conflict> conflicts, List<Asked> probes, List<Plan.Announce> announcements, String netns) {

    private static final Duration CARRIER_PATIENCE = Duration.ofSeconds(5); // two NICs negotiate for up to 3 or so

    /** A probe, and the step that wants it. */
    record Asked(String step, Plan.Probe probe) {}

    public LinkMessenger {
        conflicts = List.copyOf(conflicts);
        probes = List.copyOf(probes);
        announcements = List.copyOf(announcements);
    }

    /**
     * {@return what the plans ask and tell}
     *
     * @param netns the path of the pod's namespace
     */
    public static LinkMessenger in(List<StepPlan> plans, String netns) {
        List<Plan.Conflict> conflicts = new ArrayList<>();
        List<Asked> probes = new ArrayList<>();
        Map<Claim, Plan.Announce> announcements = new LinkedHashMap<>(); // more than one step may want the same
        for (StepPlan planned : plans) {
            for (Plan.Item item : planned.plan().items()) {
                switch (item) {
                    case Plan.Conflict conflict -> conflicts.add(conflict);
                    case Plan.Probe probe -> probes.add(new Asked(planned.step(), probe));
                    case Plan.Announce announce -> announcements.putIfAbsent(announce.claim(), announce);
                    case Plan.Ensure _, Plan.Remove _, Plan.Report _, Plan.Warning _ -> {}
                }
            }
        }
        return new LinkMessenger(conflicts, probes, List.copyOf(announcements.values()), netns);
    }

    /**
     * Makes sure that nobody else has the addresses.
     *
     * @throws CallFailedException where somebody has one, or the stations cannot be asked
     */
    public void ask(KernelPort kernel) {
        if (!conflicts.isEmpty()) {
            Plan.Conflict first = conflicts.getFirst();
            throw new CallFailedException(
                    new Failure.AddressConflict(first.address().toString(), first.owner() + " has this address"));
        }
        if (!probes.isEmpty()) {
            new Prober(kernel, CARRIER_PATIENCE, netns).ask(probes);
        }
    }

    /** Tells the stations what has changed for them; where that fails, it is only logged. */
    public void tell(KernelPort kernel) {
        if (!announcements.isEmpty()) {
            new Announcer(kernel, netns).tell(announcements);
        }
    }
}
