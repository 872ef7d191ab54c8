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
 * Sends the probes of an ADD before it changes anything, and its announcements afterwards.
 *
 * @param conflicts the addresses that are known to be another host's
 * @param probes the probes
 * @param announcements the announcements
 * @param netns the path of the pod's namespace, for commands in errors and logs
 */
public record LinkMessenger(
        List<Plan.Conflict> conflicts, List<StepProbe> probes, List<Plan.Announce> announcements, String netns) {

    /** How long to wait for a carrier: two NICs negotiate for up to about 3 seconds. */
    private static final Duration CARRIER_TIMEOUT = Duration.ofSeconds(5);

    /**
     * A probe.
     *
     * @param step the name of the step that has planned it
     */
    record StepProbe(String step, Plan.Probe probe) {}

    public LinkMessenger {
        conflicts = List.copyOf(conflicts);
        probes = List.copyOf(probes);
        announcements = List.copyOf(announcements);
    }

    /**
     * {@return the messenger for the probes and announcements in the plans}
     *
     * @param netns the path of the pod's namespace
     */
    public static LinkMessenger of(List<StepPlan> plans, String netns) {
        List<Plan.Conflict> conflicts = new ArrayList<>();
        List<StepProbe> probes = new ArrayList<>();
        Map<Claim, Plan.Announce> announcements = new LinkedHashMap<>(); // several steps may plan the same one
        for (StepPlan planned : plans) {
            for (Plan.Item item : planned.plan().items()) {
                switch (item) {
                    case Plan.Conflict conflict -> conflicts.add(conflict);
                    case Plan.Probe probe -> probes.add(new StepProbe(planned.step(), probe));
                    case Plan.Announce announce -> announcements.putIfAbsent(announce.claim(), announce);
                    case Plan.Ensure _, Plan.Remove _, Plan.Report _, Plan.Warning _ -> {}
                }
            }
        }
        return new LinkMessenger(conflicts, probes, List.copyOf(announcements.values()), netns);
    }

    /**
     * Makes sure that no other host has the addresses.
     *
     * @throws CallFailedException if another host has one of them or probes for it at the same time, or the probes cannot be sent
     */
    public void probe(KernelPort kernel) {
        if (!conflicts.isEmpty()) {
            Plan.Conflict first = conflicts.getFirst();
            throw new CallFailedException(
                    new Failure.AddressConflict(first.address().toString(), first.owner() + " has this address"));
        }
        if (!probes.isEmpty()) {
            new Prober(kernel, CARRIER_TIMEOUT, netns).probe(probes);
        }
    }

    /** Sends the announcements. One that cannot be sent is logged. */
    public void announce(KernelPort kernel) {
        if (!announcements.isEmpty()) {
            new Announcer(kernel, netns).announce(announcements);
        }
    }
}
