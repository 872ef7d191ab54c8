package meta.core.call;

import java.util.List;
import java.util.function.Consumer;
import meta.core.cni.CallFailedException;
import meta.core.cni.CniRequest;
import meta.core.cni.Failure;
import meta.core.cni.ParsedRequest;
import meta.core.cni.RequestReader;
import meta.core.kernel.CallKernel;
import meta.core.kernel.NamespaceSource;
import meta.core.record.AttachmentRecord;

/**
 * The result of a dry run: an ADD that is planned and not applied.
 *
 * @param fails whether a step has planned an address conflict, so that the ADD would fail before it changes anything. A dry run does not find what an
 *     ADD finds after planning, such as an answer to a probe
 * @param hasChanges whether the plan contains changes of the kernel; effects do not count
 */
public record DryRun(boolean fails, boolean hasChanges) {

    /**
     * {@return the result of planning the ADD of an attachment again, with its recorded inputs}
     *
     * @param services what the process provides
     * @param shell as for {@link #of(CniRequest.Add, Plugin, boolean, Consumer)}
     * @param out receives each line of the plan
     * @throws CallFailedException if the ADD cannot be planned
     */
    public static DryRun of(AttachmentRecord record, CallServices services, boolean shell, Consumer<String> out) {
        NodeOptions ofNode = services.nodeOptions().options(record.environment());
        Plugin plugin = services.plugin(record.type(), record.environment(), record.configuration(), ofNode);
        return switch (RequestReader.readAdd(record.environment(), record.configuration())) {
            case ParsedRequest.Valid(CniRequest.Add add) -> of(add, plugin, shell, out);
            case ParsedRequest.Valid(CniRequest other) -> throw new IllegalStateException("not an ADD: " + other);
            case ParsedRequest.Invalid(Failure failure, var _) -> throw new CallFailedException(failure);
        };
    }

    /**
     * {@return the result of planning an ADD} Waits while another call for the pod runs. If {@code skip_call} is true, prints that there is nothing
     * to do.
     *
     * @param shell whether the plan is printed as commands to paste into a shell of the node; else each line begins with {@code host} or {@code pod},
     *     the name of its namespace
     * @param out receives each line of the plan
     * @throws CallFailedException if the ADD cannot be planned
     */
    public static DryRun of(CniRequest.Add request, Plugin plugin, boolean shell, Consumer<String> out) {
        CallContext context = plugin.context(request);
        PlanText text = new PlanText(out, shell ? request.attachment().netns() : "");
        text.printNotes(context.config().notes());
        if (context.config().skipCall()) {
            text.printNotes(List.of("nothing to do: skip_call is true"));
            return new DryRun(false, false);
        }
        try (CallKernel kernel = CallKernel.openPod(request.attachment().netns(), NamespaceSource.byPath())) {
            CallPlan plan = new CallPlanner(kernel, CallClock.start()).planDryRun(context);
            boolean fails = text.print(plan);
            return new DryRun(fails, !plan.changes().isEmpty());
        }
    }
}
