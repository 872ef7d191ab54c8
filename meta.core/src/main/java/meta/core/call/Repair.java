package meta.core.call;

import java.util.ArrayList;
import java.util.List;
import meta.core.cni.BoundedText;
import meta.core.cni.CallFailedException;
import meta.core.config.Declarations;
import meta.core.config.RepairScope;
import meta.core.kernel.KernelPort;
import meta.core.reconcile.Change;
import meta.core.reconcile.Changes;
import meta.core.reconcile.TakenAddresses;
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
 * @param owning receives, before anything is changed, the objects and effects that belong to third-party steps
 * @param ledger the effects that may be in force; kept up to date
 */
record Repair(CallContext context, KernelPort kernel, CallClock clock, Owning owning, EffectLedger ledger) {
    static final String VERB = "REPAIR";
    private static final Logger LOG = LogManager.getLogger(Repair.class);

    /** {@return the differences; nothing is changed} */
    RepairResult plan() {
        return scope() == RepairScope.OFF ? new RepairResult.Off() : planned(planned());
    }

    private RepairResult planned(CallPlan plan) {
        Drift drift = Drift.of(context, plan, kernel, clock);
        return result(allowed(drift), effects(plan, drift));
    }

    /**
     * {@return the differences, which are now repaired}
     *
     * @param cause why the attachment is examined, for the log
     * @throws CallFailedException if it cannot be planned, another pod has one of the addresses, the kernel rejects a change, or an effect fails;
     *     the changes until then are undone, except if an effect has failed
     */
    RepairResult run(String cause) {
        if (scope() == RepairScope.OFF) {
            return new RepairResult.Off();
        }
        CallPlan plan = planned();
        Drift all = Drift.of(context, plan, kernel, clock);
        List<Change> drift = allowed(all);
        List<String> effects = effects(plan, all);
        if (drift.isEmpty() && effects.isEmpty()) {
            LOG.debug("REPAIR {}: nothing to repair ({})", context.attachment().ifname(), cause);
            return new RepairResult.Unchanged();
        }
        Add.requireRoom(plan);
        BoundedText.list(plan.warnings()).forEach(LOG::warn);
        new TakenAddresses(context.attachment(), plan.addressing(), plan.snapshot(), plan.changes()).refuse(kernel);
        owning.own(plan.owned(), effects.isEmpty() ? ledger.list() : ledger.and(plan.effects()));
        Changes allowed = new Changes(
                plan.changes().list().stream().filter(this::isAllowed).toList());
        int count = Add.apply(allowed, context, kernel, clock).size();
        if (!effects.isEmpty()) {
            perform(plan.effects());
        }
        String outcome = CallSummary.changes(count) + " (" + cause + ")";
        LOG.info("{}", CallSummary.of(VERB, context.attachment(), plan.addressing(), outcome, clock.millis()));
        return result(drift, effects);
    }

    /** The repaired objects stay if an effect fails: the pod needs them in any case. */
    private void perform(PlannedEffects effects) {
        try {
            new EffectRun(context, ledger).perform(effects);
        } catch (EffectsFailedException e) {
            throw new RejectionFailure(context.attachment().netns()).failure(e, 0, List.of());
        }
    }

    /** {@return the differences of effects} An effect can be anywhere, so only the full scope allows its repair. */
    private List<String> effects(CallPlan plan, Drift drift) {
        return scope() == RepairScope.ALL && !drift.byGoPlugin()
                ? EffectDrift.lines(context, plan.effects())
                : List.of();
    }

    private RepairScope scope() {
        return context.config().skipCall()
                ? RepairScope.OFF
                : context.config().typeOptions().get(Declarations.REPAIR);
    }

    /** Also plans for addresses that the NIC has received later, as a repeated ADD does. */
    private CallPlan planned() {
        return new CallPlanner(kernel, clock).planDryRun(context);
    }

    private List<Change> allowed(Drift drift) {
        return drift.list().stream().filter(this::isAllowed).toList();
    }

    private boolean isAllowed(Change change) {
        return scope() == RepairScope.ALL || change.netns() == Netns.HOST;
    }

    private RepairResult result(List<Change> drift, List<String> effects) {
        List<String> lines =
                new ArrayList<>(Drift.lines(drift, context.attachment().netns()));
        lines.addAll(effects);
        return lines.isEmpty() ? new RepairResult.Unchanged() : new RepairResult.Repaired(lines);
    }
}
