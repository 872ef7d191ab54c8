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
import meta.netlink.MacAddress;
import meta.spi.Claim;
import meta.spi.Plan;
import meta.spi.Snapshot;
import meta.spi.net.Link;

/**
 * The packets of an ADD. {@link #probe} and {@link #ask} must come before the first change, {@link #announce} after the last.
 *
 * @param conflicts the addresses that a step knows to belong to another host or pod
 * @param netns the path of the pod's namespace, for commands in errors and logs
 */
public record LinkMessenger(
        List<Plan.Conflict> conflicts,
        List<StepProbe> probes,
        List<StepExpect> expected,
        List<Plan.Announce> announcements,
        String netns) {

    /** How long to wait for a carrier, and for duplicate address detection. Two NICs negotiate for up to about 3 seconds. */
    private static final Duration CARRIER_TIMEOUT = Duration.ofSeconds(5);

    record StepProbe(String step, Plan.Probe probe) {}

    record StepExpect(String step, Plan.Expect expect) {}

    public LinkMessenger {
        conflicts = List.copyOf(conflicts);
        probes = List.copyOf(probes);
        expected = List.copyOf(expected);
        announcements = List.copyOf(announcements);
    }

    /**
     * {@return the messenger for the plans; equal announcements of several steps are sent once}
     *
     * @param snapshot an answer from a device of the pod, or from its host end, is no conflict
     */
    public static LinkMessenger of(List<StepPlan> plans, Snapshot snapshot, String netns) {
        List<Plan.Conflict> conflicts = new ArrayList<>();
        List<StepProbe> probes = new ArrayList<>();
        List<StepExpect> expected = new ArrayList<>();
        Map<Claim, Plan.Announce> announcements = new LinkedHashMap<>();
        for (StepPlan planned : plans) {
            for (Plan.Item item : planned.plan().items()) {
                switch (item) {
                    case Plan.Conflict conflict -> conflicts.add(conflict);
                    case Plan.Probe probe ->
                        probes.add(new StepProbe(planned.step(), withDevicesOfPod(probe, snapshot)));
                    case Plan.Expect expect -> expected.add(new StepExpect(planned.step(), expect));
                    case Plan.Announce announce -> announcements.putIfAbsent(announce.claim(), announce);
                    case Plan.Ensure _, Plan.Remove _, Plan.Report _ -> {}
                    case Plan.Perform _, Plan.Undo _, Plan.Warning _ -> {}
                }
            }
        }
        return new LinkMessenger(conflicts, probes, expected, List.copyOf(announcements.values()), netns);
    }

    /**
     * {@return the probe, extended so that answers from the pod's other devices and from their host ends are no conflict} The other devices may be on
     * the same link, and their host ends may be proxies.
     */
    private static Plan.Probe withDevicesOfPod(Plan.Probe probe, Snapshot snapshot) {
        List<MacAddress> ours = new ArrayList<>(probe.ours());
        for (Link link : snapshot.host().links()) {
            if (!link.peer().isEmpty()) {
                ours.add(link.lladdr());
            }
        }
        for (Link link : snapshot.pod().links()) {
            if (!link.name().equals(probe.claim().device()) && !link.lladdr().equals(MacAddress.NONE)) {
                ours.add(link.lladdr());
            }
        }
        return new Plan.Probe(probe.claim(), probe.times(), probe.interval(), ours, probe.reason());
    }

    /**
     * Makes sure that no other host has the addresses or probes for them at the same time.
     *
     * @throws CallFailedException with {@link Failure.AddressConflict}, or with another failure if the probes cannot be sent
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

    /**
     * Makes sure that other hosts give the expected answers. Logs a warning for a missing optional answer.
     *
     * @throws CallFailedException if a required answer does not arrive, or a request for it cannot be sent
     */
    public void ask(KernelPort kernel) {
        if (!expected.isEmpty()) {
            new AnswerRequester(kernel, CARRIER_TIMEOUT, netns).ask(expected);
        }
    }

    /** Sends the announcements. Logs a warning if one cannot be sent. */
    public void announce(KernelPort kernel) {
        if (!announcements.isEmpty()) {
            new Announcer(kernel, netns).announce(announcements);
        }
    }
}
