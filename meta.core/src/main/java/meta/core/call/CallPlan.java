package meta.core.call;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import meta.core.cni.CallFailedException;
import meta.core.cni.Failure;
import meta.core.kernel.KernelPort;
import meta.core.plugin.Pipeline;
import meta.core.reconcile.Changes;
import meta.core.reconcile.Difference;
import meta.core.reconcile.StepPlan;
import meta.core.reconcile.observe.AddressingResolver;
import meta.core.reconcile.observe.AssignedAddresses;
import meta.core.reconcile.observe.LateAddresses;
import meta.core.reconcile.observe.Observer;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.spi.Addressing;
import meta.spi.AddressingPolicy;
import meta.spi.Plan;
import meta.spi.Question;
import meta.spi.Routing;
import meta.spi.Snapshot;
import meta.spi.net.Address;

/**
 * What is, what should be, and the difference.
 *
 * @param snapshot host and pod as they are
 * @param plans what each step wants
 * @param changes what has to change
 * @param addressing the addresses that it is about
 */
public record CallPlan(Snapshot snapshot, List<StepPlan> plans, Changes changes, Addressing addressing) {
    private static final int ROUNDS = 3; // of questions, as Step.questions promises

    /**
     * Looks at the kernel and asks the steps what an ADD should bring about.
     *
     * @throws CallFailedException where the NIC is missing or has no address to work on, or a step cannot plan for this pod
     */
    public static CallPlan of(CallContext task, KernelPort kernel) {
        return of(task, kernel, LateAddresses.ADOPTED, Supplier::get);
    }

    /** {@return the same, once the NICs that the plugin type needs beside that of the call are there} */
    static CallPlan toConnect(CallContext task, KernelPort kernel) {
        return of(task, kernel, LateAddresses.ADOPTED, NeededNics.of(task)::awaited);
    }

    /**
     * Looks at the kernel and asks the steps what an ADD that was made earlier should have brought about.
     *
     * @throws CallFailedException as for an ADD
     */
    static CallPlan ofEarlierAdd(CallContext task, KernelPort kernel) {
        return of(task, kernel, LateAddresses.ONLY_IF_SERVED, Supplier::get);
    }

    private static CallPlan of(
            CallContext task, KernelPort kernel, LateAddresses late, Function<Supplier<Snapshot>, Snapshot> waiting) {
        CallClock.end("namespaces");
        AddressingPolicy policy = task.pipeline().addressing(task.config());
        Observer observer = new Observer(kernel);
        AssignedAddresses assigned = task.assigned();
        String nic = task.attachment().ifname();
        Snapshot seen = waiting.apply(
                () -> observer.observe(task.attachment(), addresses(assigned.addresses()), firsts(policy.hijacked())));
        if (seen.pod().link(nic).isEmpty()) {
            return withoutDevice(nic, policy, seen);
        }
        Addressing resolved = new AddressingResolver(task.attachment(), assigned, policy, seen, late).resolve();
        if (resolved.pod().isEmpty()) {
            throw new CallFailedException(new Failure.NicWithoutAddress(noAddress(nic, resolved.remarks())));
        }
        Routing routing = task.pipeline().routing(task.attachment(), seen, resolved, task.config());
        Routing demanded = late == LateAddresses.ONLY_IF_SERVED
                ? new KnownTables(task.attachment().ifname(), seen.pod()).of(routing)
                : routing;
        Addressing addressing = resolved.with(demanded.withAssigned(task.assignedRoutes()));
        Snapshot snapshot = answered(task, addressing, observer, seen);
        CallClock.end("observe");
        List<StepPlan> plans = plans(task, addressing, snapshot);
        CallPlan outlook = new CallPlan(snapshot, plans, Difference.between(plans, snapshot), addressing);
        CallClock.end("plan");
        return outlook;
    }

    private static List<StepPlan> plans(CallContext task, Addressing addressing, Snapshot snapshot) {
        Pipeline pipeline = task.pipeline();
        List<StepPlan> plans = new ArrayList<>(pipeline.plan(task.attachment(), snapshot, addressing, task.config()));
        StepPlan obsolete = new ObsoleteObjects(
                        task.attachment(),
                        addressing,
                        snapshot,
                        PlannedObjects.of(plans),
                        pipeline.isThirdPartyOff(task.config()))
                .plan();
        if (!obsolete.plan().items().isEmpty()) {
            plans.add(obsolete);
        }
        return plans;
    }

    /** {@return what was left out of the plan and why} */
    public List<String> notes() {
        return addressing.remarks().notes();
    }

    /** {@return what works less well than the user may expect} */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>(addressing.remarks().warnings());
        for (StepPlan planned : plans) {
            for (Plan.Item item : planned.plan().items()) {
                if (item instanceof Plan.Warning(String text)) {
                    warnings.add(planned.step() + ": " + text);
                }
            }
        }
        return warnings;
    }

    /** Nothing is planned for a NIC that a program in the pod drives by itself. */
    private static CallPlan withoutDevice(String nic, AddressingPolicy policy, Snapshot seen) {
        if (policy.passesWithoutDevice()) {
            String note = "no device " + nic + " in the pod: it is passed through (pass_without_device)";
            return new CallPlan(seen, List.of(), Changes.NONE, Addressing.NONE.noting(note));
        }
        throw new CallFailedException(
                new Failure.NicMissing(
                        "no device " + nic
                                + " in the pod; where there should be none, as with a VF bound to DPDK, set \"pass_without_device\": true"));
    }

    private static String noAddress(String nic, Addressing.Remarks remarks) {
        List<String> found = new ArrayList<>(remarks.warnings());
        found.addAll(remarks.notes());
        String reason = nic + " has no address: has the plugin before an ipam?";
        return found.isEmpty() ? reason : nic + " has no address that can be served: " + String.join("; ", found);
    }

    /** {@return whether other stations on a link are to be asked or told something} */
    boolean talksToOthers() {
        for (StepPlan planned : plans) {
            for (Plan.Item item : planned.plan().items()) {
                if (item instanceof Plan.Probe || item instanceof Plan.Conflict || item instanceof Plan.Announce) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Snapshot answered(CallContext task, Addressing addressing, Observer observer, Snapshot seen) {
        Pipeline pipeline = task.pipeline();
        Snapshot now = seen;
        List<Question> asked = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<Question> more = new ArrayList<>();
            for (Question question : pipeline.questions(task.attachment(), now, addressing, task.config())) {
                if (!asked.contains(question) && !more.contains(question)) {
                    more.add(question);
                }
            }
            if (more.isEmpty()) {
                return now;
            }
            now = observer.answer(now, more);
            asked.addAll(more);
        }
        return now;
    }

    private static List<IpAddress> addresses(List<Address> assigned) {
        return assigned.stream().map(Address::address).toList();
    }

    private static List<IpAddress> firsts(List<Prefix> subnets) {
        return subnets.stream().map(Prefix::address).toList();
    }
}
