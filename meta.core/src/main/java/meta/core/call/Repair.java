package meta.core.call;

import java.util.ArrayList;
import java.util.List;
import meta.core.cni.CallFailedException;
import meta.core.cni.TextShortener;
import meta.core.config.Declarations;
import meta.core.config.RepairScope;
import meta.core.kernel.KernelPort;
import meta.core.reconcile.Change;
import meta.core.reconcile.Changes;
import meta.core.reconcile.OtherPodAddressCheck;
import meta.spi.net.Netns;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Repairs a pod: brings it to the state that an ADD would create now, to the extent that the option {@code repair} allows. Sends no probes,
 * no requests for expected answers and no announcements.
 *
 * @param kernel the access to the namespaces of pod and node; the pod is locked
 * @param recorder called before the first change or effect, if there is one
 * @param ledger the effects that may be in force; kept up to date, even if the repair fails
 */
record Repair(
        CallContext context,
        KernelPort kernel,
        CallStopwatch stopwatch,
        OwnershipRecorder recorder,
        EffectLedger ledger) {
    static final String VERB = "REPAIR";
    private static final Logger LOG = LogManager.getLogger(Repair.class);

    /**
     * {@return the result that {@link #run} would have if it did not fail} Changes nothing. If the repair cannot be planned, the exceptions
     * are as for {@link #run}.
     */
    RepairResult plan() {
        return scope() == RepairScope.OFF ? new RepairResult.Off() : planned(callPlan());
    }

    private RepairResult planned(CallPlan plan) {
        Drift drift = Drift.of(context, plan, kernel, stopwatch);
        return result(allowed(drift), effects(plan, drift));
    }

    /**
     * Repairs the pod if there is a difference ({@link Drift}, {@link EffectDrift}) that the option {@code repair} allows to remove. Then
     * applies all planned changes that the option allows, but returns only these differences.
     *
     * @param cause why the pod is repaired, for the log
     * @throws CallFailedException if the repair cannot be planned, or fails. If a change is rejected, the applied changes are undone
     *     if possible. If an effect fails, the changes in the kernel stay
     * @throws meta.netlink.socket.NetlinkException if a query to the kernel fails
     * @throws meta.netlink.message.MalformedMessageException if a reply of the kernel cannot be decoded
     */
    RepairResult run(String cause) {
        if (scope() == RepairScope.OFF) {
            return new RepairResult.Off();
        }
        CallPlan plan = callPlan();
        Drift all = Drift.of(context, plan, kernel, stopwatch);
        List<Change> drift = allowed(all);
        List<String> effects = effects(plan, all);
        if (drift.isEmpty() && effects.isEmpty()) {
            LOG.debug("REPAIR {}: nothing to repair ({})", context.attachment().ifname(), cause);
            return new RepairResult.Unchanged();
        }
        Add.requireRoom(plan);
        TextShortener.list(plan.warnings()).forEach(LOG::warn);
        new OtherPodAddressCheck(context.attachment(), plan.addressing(), plan.snapshot(), plan.changes())
                .requireNone(kernel, context.pipeline().thirdPartyOrigins());
        recorder.own(plan.owned(), effects.isEmpty() ? ledger.list() : ledger.and(plan.effects()));
        Changes allowed = new Changes(
                plan.changes().list().stream().filter(this::isAllowed).toList());
        int count = Add.apply(allowed, context, kernel, stopwatch).size();
        if (!effects.isEmpty()) {
            perform(plan.effects(), count);
        }
        String outcome = CallLogLines.changes(count) + " (" + cause + ")";
        LOG.info("{}", CallLogLines.of(VERB, context.attachment(), plan.addressing(), outcome, stopwatch.millis()));
        return result(drift, effects);
    }

    private void perform(PlannedEffects effects, int changes) {
        try {
            new EffectRun(context, ledger).perform(effects);
        } catch (EffectsFailedException e) {
            throw new RejectionFailure(context.attachment().netns()).failure(e, changes);
        }
    }

    /**
     * {@return a line for each difference of effects that the repair may remove} A handler can change things outside of the node.
     * Therefore, the value {@code host} of the option does not permit the repair of effects.
     */
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

    private CallPlan callPlan() {
        return new CallPlanner(kernel, stopwatch).planDryRun(context);
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
