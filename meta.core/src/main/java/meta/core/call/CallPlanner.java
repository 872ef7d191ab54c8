package meta.core.call;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import meta.core.cni.CallFailedException;
import meta.core.cni.Failure;
import meta.core.kernel.KernelPort;
import meta.core.plugin.Pipeline;
import meta.core.reconcile.Changes;
import meta.core.reconcile.Difference;
import meta.core.reconcile.ObsoleteObjects;
import meta.core.reconcile.StepPlan;
import meta.core.reconcile.ThirdPartyChangeReview;
import meta.core.reconcile.observe.AddressAfterAddPolicy;
import meta.core.reconcile.observe.AddressingResolver;
import meta.core.reconcile.observe.AssignedAddresses;
import meta.core.reconcile.observe.Observer;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.spi.Addressing;
import meta.spi.AddressingPolicy;
import meta.spi.Attachment;
import meta.spi.NicTables;
import meta.spi.Plan;
import meta.spi.Question;
import meta.spi.Snapshot;
import meta.spi.StepContext;
import meta.spi.net.Address;
import meta.spi.net.Netns;
import meta.spi.option.StepOptions;
import meta.spi.routing.ServedTables;

/**
 * Computes the {@link CallPlan} of an ADD, CHECK, dry run or repair. Changes nothing. If a query to the kernel fails, the methods can throw
 * a {@link meta.netlink.socket.NetlinkException} or a {@link meta.netlink.message.MalformedMessageException}.
 *
 * @param stopwatch measures the steps and the phases {@code observe} and {@code plan}; both phases can occur twice
 */
public record CallPlanner(KernelPort kernel, CallStopwatch stopwatch) {
    private static final int QUESTION_ROUNDS = 3; // the number that the Javadoc of Step.questions gives

    /**
     * {@return the plan of an ADD} Waits up to about a second for the other NICs that the plugin type needs.
     *
     * @throws CallFailedException if the ADD cannot be planned, such as for a NIC without a usable address
     */
    CallPlan planAdd(CallContext context) {
        return plan(context, AddressAfterAddPolicy.ADOPTED, NeededNicsWait.of(context)::awaited);
    }

    /**
     * {@return the plan that an ADD would have now} Neither waits for other NICs nor requires them.
     *
     * @throws CallFailedException if the ADD cannot be planned
     */
    CallPlan planDryRun(CallContext context) {
        return plan(context, AddressAfterAddPolicy.ADOPTED, Supplier::get);
    }

    /**
     * {@return the plan with which a CHECK compares the state of a NIC} It follows {@link AddressAfterAddPolicy#ONLY_IF_SERVED}. Neither
     * waits for other NICs nor requires them.
     *
     * @throws CallFailedException if the CHECK cannot be planned
     */
    CallPlan planCheck(CallContext context) {
        return plan(context, AddressAfterAddPolicy.ONLY_IF_SERVED, Supplier::get);
    }

    private CallPlan plan(
            CallContext context, AddressAfterAddPolicy late, Function<Supplier<Snapshot>, Snapshot> waiting) {
        CallPlan plan = plan(context, late, waiting, Set.of());
        Set<IpAddress> ofSteps = new HashSet<>(plan.addressing().pod());
        ofSteps.retainAll(reported(plan, context.attachment()));
        return ofSteps.isEmpty() ? plan : plan(context, late, Supplier::get, ofSteps);
    }

    /** {@return the addresses of the NIC that the steps report} */
    private static Set<IpAddress> reported(CallPlan plan, Attachment attachment) {
        Set<IpAddress> addresses = new HashSet<>();
        for (Plan.Item item : plan.items()) {
            if (item instanceof Plan.Report report
                    && report.link().netns() == Netns.POD
                    && report.link().name().equals(attachment.ifname())) {
                report.ips().forEach(ip -> addresses.add(ip.address()));
            }
        }
        return addresses;
    }

    /** @param ofSteps addresses that steps add to the NIC, from an earlier plan; they do not count as addresses of the NIC */
    private CallPlan plan(
            CallContext context,
            AddressAfterAddPolicy late,
            Function<Supplier<Snapshot>, Snapshot> waiting,
            Set<IpAddress> ofSteps) {
        AddressingPolicy policy = context.pipeline().addressing(context.config());
        Observer observer = new Observer(kernel);
        AssignedAddresses assigned = context.assigned().without(ofSteps);
        List<IpAddress> ofNic = addresses(assigned.addresses());
        List<IpAddress> destinations = firstAddresses(policy.hijacked());
        Snapshot seen = waiting.apply(() -> context.isFirst()
                ? observer.observeForFirstAdd(context.attachment(), ofNic, destinations)
                : observer.observe(context.attachment(), ofNic, destinations));
        String nic = context.attachment().ifname();
        if (seen.pod().link(nic).isEmpty()) {
            stopwatch.end("observe");
            return withoutDevice(nic, policy, seen);
        }
        Addressing resolved = new AddressingResolver(context.attachment(), assigned, policy, seen, late)
                .resolve()
                .without(ofSteps);
        if (resolved.pod().isEmpty()) {
            throw new CallFailedException(new Failure.NicWithoutAddress(reasonForNoAddress(nic, resolved.remarks())));
        }
        Addressing addressing = resolved.with(routing(context, late, seen, resolved));
        StepContext call = stepContext(context, answered(context, addressing, observer, seen), addressing);
        stopwatch.end("observe");
        List<StepPlan> plans = StepPlan.list(context.pipeline().plan(call, context.config(), stopwatch));
        PlannedEffects effects = PlannedEffects.of(context.pipeline(), plans);
        ThirdPartyHostObjects owned = ThirdPartyHostObjects.of(context.pipeline(), plans);
        Snapshot complete = owned.addedTo(call.snapshot(), context.recorded(), kernel);
        plans.addAll(obsolete(context, addressing, complete, owned, plans));
        CallPlan plan = new CallPlan(
                complete, plans, changes(context, addressing, complete, plans), addressing, owned.planned(), effects);
        stopwatch.end("plan");
        return plan;
    }

    private static Changes changes(
            CallContext context, Addressing addressing, Snapshot snapshot, List<StepPlan> plans) {
        Changes changes = Difference.between(plans, snapshot);
        ThirdPartyChangeReview.require(
                context.attachment(),
                addressing,
                snapshot,
                changes,
                context.pipeline().thirdPartyOrigins());
        return changes;
    }

    private static NicTables routing(
            CallContext context, AddressAfterAddPolicy late, Snapshot seen, Addressing resolved) {
        NicTables tables = context.pipeline().tables(stepContext(context, seen, resolved), context.config());
        NicTables demanded = late == AddressAfterAddPolicy.ONLY_IF_SERVED
                ? new ServedTables(context.attachment().ifname(), seen.pod()).of(tables)
                : tables;
        return demanded.withAssigned(context.assignedRoutes());
    }

    /** {@return the snapshot with the objects that the steps have asked for} An answer can lead to a further question. */
    private Snapshot answered(CallContext context, Addressing addressing, Observer observer, Snapshot seen) {
        Pipeline pipeline = context.pipeline();
        Snapshot now = seen;
        List<Question> asked = new ArrayList<>();
        for (int round = 0; round < QUESTION_ROUNDS; round++) {
            List<Question> more = new ArrayList<>();
            StepContext call = stepContext(context, now, addressing);
            for (Question question : pipeline.questions(call, context.config(), stopwatch)) {
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

    private static StepContext stepContext(CallContext context, Snapshot snapshot, Addressing addressing) {
        return StepContext.of(context.attachment(), snapshot, addressing, StepOptions.defaults(List.of()))
                .with(context.inputs());
    }

    /**
     * {@return at most one plan, which removes {@linkplain ObsoleteObjects obsolete objects} and recorded host objects of ours that
     * third-party steps no longer plan}
     */
    private static List<StepPlan> obsolete(
            CallContext context,
            Addressing addressing,
            Snapshot snapshot,
            ThirdPartyHostObjects owned,
            List<StepPlan> plans) {
        boolean isStepOff = context.pipeline().isThirdPartyOff(context.config());
        Plan obsolete = new ObsoleteObjects(context.attachment(), addressing, snapshot, plans, isStepOff)
                .plan()
                .then(owned.obsolete(snapshot, context.recorded(), context.attachment()));
        return obsolete.items().isEmpty()
                ? List.of()
                : List.of(new StepPlan(ObsoleteObjects.NAME, obsolete.because("nothing needs it any more")));
    }

    private static CallPlan withoutDevice(String nic, AddressingPolicy policy, Snapshot seen) {
        if (policy.passesWithoutDevice()) {
            String note =
                    "no device " + nic + " in the pod: the plugin passes prevResult on unchanged (pass_without_device)";
            return new CallPlan(
                    seen, List.of(), Changes.NONE, Addressing.NONE.noting(note), List.of(), PlannedEffects.NONE);
        }
        throw new CallFailedException(new Failure.NicMissing("no device " + nic
                + " in the pod; if this is intended, as for a VF bound to DPDK, set \"pass_without_device\": true"));
    }

    private static String reasonForNoAddress(String nic, Addressing.Remarks remarks) {
        List<String> found = new ArrayList<>(remarks.warnings());
        found.addAll(remarks.notes());
        String reason = nic + " has no address: does the plugin before this one have an ipam section?";
        return found.isEmpty() ? reason : nic + " has no address that can be served: " + String.join("; ", found);
    }

    private static List<IpAddress> addresses(List<Address> assigned) {
        return assigned.stream().map(Address::address).toList();
    }

    private static List<IpAddress> firstAddresses(List<Prefix> subnets) {
        return subnets.stream().map(Prefix::address).toList();
    }
}
