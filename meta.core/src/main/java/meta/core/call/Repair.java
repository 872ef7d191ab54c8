package meta.core.call;

import java.util.List;
import java.util.function.Consumer;
import meta.core.cni.BoundedText;
import meta.core.cni.CallFailedException;
import meta.core.config.Declarations;
import meta.core.config.RepairScope;
import meta.core.kernel.KernelPort;
import meta.core.reconcile.Change;
import meta.core.reconcile.Changes;
import meta.core.reconcile.TakenAddresses;
import meta.core.reconcile.observe.HostObject;
import meta.spi.net.Netns;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Brings a connected pod back to the state that an ADD would make now: the ADD is planned again, and the difference is applied to the
 * extent that the option {@code repair} allows. It sends no probes and no announcements.
 *
 * @param context the inputs of the ADD
 * @param kernel both namespaces
 * @param clock measures the phases
 * @param owning is told, before anything is changed, which objects on the host belong to steps of third parties
 */
record Repair(CallContext context, KernelPort kernel, CallClock clock, Consumer<List<HostObject>> owning) {
    static final String VERB = "REPAIR";
    private static final Logger LOG = LogManager.getLogger(Repair.class);

    /** {@return the differences; nothing is changed} */
    RepairResult plan() {
        return scope() == RepairScope.OFF ? new RepairResult.Off() : result(drift(planned()));
    }

    /**
     * {@return the differences, which are now repaired}
     *
     * @param cause why the attachment is examined, for the log
     * @throws CallFailedException if it cannot be planned, another pod has one of the addresses, or the kernel rejects a change; the
     *     changes until then are undone
     */
    RepairResult run(String cause) {
        if (scope() == RepairScope.OFF) {
            return new RepairResult.Off();
        }
        CallPlan plan = planned();
        List<Change> drift = drift(plan);
        if (drift.isEmpty()) {
            LOG.debug("REPAIR {}: nothing to repair ({})", context.attachment().ifname(), cause);
            return new RepairResult.Unchanged();
        }
        Add.requireRoom(plan);
        BoundedText.list(plan.warnings()).forEach(LOG::warn);
        new TakenAddresses(context.attachment(), plan.addressing(), plan.snapshot(), plan.changes()).refuse(kernel);
        owning.accept(plan.owned());
        Changes allowed = new Changes(
                plan.changes().list().stream().filter(this::isAllowed).toList());
        int count = Add.apply(allowed, context, kernel, clock);
        String outcome = CallSummary.changes(count) + " (" + cause + ")";
        LOG.info("{}", CallSummary.of(VERB, context.attachment(), plan.addressing(), outcome, clock.millis()));
        return result(drift);
    }

    private RepairScope scope() {
        return context.config().skipCall()
                ? RepairScope.OFF
                : context.config().typeOptions().get(Declarations.REPAIR);
    }

    /** Plans for addresses that the NIC got later, too, as a repeated ADD does. */
    private CallPlan planned() {
        return new CallPlanner(kernel, clock).planDryRun(context);
    }

    private List<Change> drift(CallPlan plan) {
        return Drift.of(context, plan, kernel, clock).list().stream()
                .filter(this::isAllowed)
                .toList();
    }

    private boolean isAllowed(Change change) {
        return scope() == RepairScope.ALL || change.netns() == Netns.HOST;
    }

    private RepairResult result(List<Change> drift) {
        return drift.isEmpty()
                ? new RepairResult.Unchanged()
                : new RepairResult.Repaired(
                        Drift.lines(drift, context.attachment().netns()));
    }
}
