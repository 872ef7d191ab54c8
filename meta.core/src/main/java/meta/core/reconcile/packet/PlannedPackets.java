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
 * The packets that the plans of an ADD contain. {@link #probe} and {@link #ask} must be called before the first change, {@link #announce}
 * after the last change.
 *
 * @param conflicts the address conflicts that a step knows without a probe
 * @param probes the probes for addresses that no other host may have
 * @param expected the answers that other hosts must or should give
 * @param announcements the announcements
 * @param netns the path of the pod's namespace, for commands in errors and logs
 */
public record PlannedPackets(
        List<Plan.Conflict> conflicts,
        List<StepProbe> probes,
        List<StepExpect> expected,
        List<Plan.Announce> announcements,
        String netns) {

    /** The longest wait for a carrier, and for duplicate address detection. The negotiation between two NICs can take seconds. */
    private static final Duration CARRIER_TIMEOUT = Duration.ofSeconds(5);

    record StepProbe(String step, Plan.Probe probe) {}

    record StepExpect(String step, Plan.Expect expect) {}

    public PlannedPackets {
        conflicts = List.copyOf(conflicts);
        probes = List.copyOf(probes);
        expected = List.copyOf(expected);
        announcements = List.copyOf(announcements);
    }

    /**
     * {@return the packets in the plans, with at most one announcement for each address of a device}
     *
     * @param snapshot the snapshot; its devices of the pod and its host ends do not conflict with a probe
     * @param netns the path of the pod's namespace
     */
    public static PlannedPackets of(List<StepPlan> plans, Snapshot snapshot, String netns) {
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
        return new PlannedPackets(conflicts, probes, expected, List.copyOf(announcements.values()), netns);
    }

    /** {@return the probe, extended by devices that may be on the same LAN, or answer as a proxy} */
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
     * Sends the probes, and waits for answers as long as the plans demand. Before that, waits up to 5 seconds for the carrier of each
     * device.
     *
     * @throws CallFailedException with {@link Failure.AddressConflict} if another host or pod has one of the addresses or probes for it, or
     *     with {@link Failure.StepRejected} if a probe cannot be sent or an answer cannot be received
     * @throws meta.netlink.socket.NetlinkException if a query for a device gets no reply or fails for lack of a resource, or if a thread
     *     cannot enter or leave a namespace
     * @throws meta.netlink.message.MalformedMessageException if a reply of the kernel cannot be decoded
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
     * Sends requests for the expected answers, and waits for the answers as long as the plans demand. Before that, waits up to 5 seconds
     * for each device's carrier, and up to 5 seconds for each sender address.
     *
     * @throws CallFailedException if a required answer does not arrive, or cannot be requested or received
     * @throws meta.netlink.socket.NetlinkException as for {@link #probe}
     * @throws meta.netlink.message.MalformedMessageException as for {@link #probe}
     */
    public void ask(KernelPort kernel) {
        if (!expected.isEmpty()) {
            new AnswerRequester(kernel, CARRIER_TIMEOUT, netns).ask(expected);
        }
    }

    /** Sends the announcements that duplicate address detection permits. An error of the kernel is logged as a warning, and not thrown. */
    public void announce(KernelPort kernel) {
        if (!announcements.isEmpty()) {
            new Announcer(kernel, netns).announce(announcements);
        }
    }
}
