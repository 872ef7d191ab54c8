package meta.core.call;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import meta.core.cni.CallFailedException;
import meta.core.cni.CniRequest;
import meta.core.cni.Failure;
import meta.core.cni.RequestReadResult;
import meta.core.cni.RequestReader;
import meta.core.kernel.CallKernel;
import meta.core.kernel.NamespaceSource;
import meta.core.record.AttachmentRecord;

/**
 * The result of a dry run, which plans an ADD, prints the plan, and changes nothing.
 *
 * @param fails whether a step has planned an address conflict, with which an ADD fails
 * @param hasChanges whether the plan changes something in the kernel
 */
public record DryRun(boolean fails, boolean hasChanges) {

    /**
     * {@return the result of a dry run with the inputs in an attachment record, and with the recorded objects and effects} Waits until the
     * jars of third parties are loaded or have reached their time limit. The rest is as for
     * {@link #of(CniRequest.Add, NamedPluginType, boolean, Consumer)}.
     *
     * @param services the services of the dry run; {@link CallServices#namespaces} is not used
     * @throws CallFailedException also if the recorded inputs are invalid
     */
    public static DryRun of(AttachmentRecord record, CallServices services, boolean shell, Consumer<String> out) {
        NodeOptions ofNode = services.nodeOptions().options(record.environment());
        NamedPluginType plugin = services.plugin(record.type(), record.environment(), record.configuration(), ofNode);
        return switch (RequestReader.readAdd(record.environment(), record.configuration())) {
            case RequestReadResult.Valid(CniRequest.Add add) -> {
                AttachmentRecordUpdates updates =
                        new AttachmentRecordUpdates(services.records(), record.type(), record.attachment());
                yield of(plugin.context(add), updates::addedTo, shell, out);
            }
            case RequestReadResult.Valid(CniRequest other) -> throw new IllegalStateException("not an ADD: " + other);
            case RequestReadResult.Invalid(Failure failure, var _) -> throw new CallFailedException(failure);
        };
    }

    /**
     * {@return the result of a dry run} Waits up to 30 seconds while another call for the pod runs. If the configuration sets
     * {@code skip_call}, prints only notes. The calling thread must be in the node's network namespace.
     *
     * @param shell if true, prints commands for a shell of the node; if false, {@code host} or {@code pod} precedes each command
     * @param out receives each line of the plan; a line without a command begins with {@code #}
     * @throws CallFailedException if the pod cannot be opened or locked, or the ADD cannot be planned
     * @throws meta.netlink.socket.NetlinkException if the state of the pod or the node cannot be read
     * @throws meta.netlink.message.MalformedMessageException if a reply of the kernel cannot be decoded
     * @throws meta.netlink.netns.StrandedException as for {@link CallKernel#openPod}
     */
    public static DryRun of(CniRequest.Add request, NamedPluginType plugin, boolean shell, Consumer<String> out) {
        return of(plugin.context(request), UnaryOperator.identity(), shell, out);
    }

    private static DryRun of(
            CallContext context, UnaryOperator<CallContext> recorded, boolean shell, Consumer<String> out) {
        String netns = context.attachment().netns();
        AddPlanPrinter text = new AddPlanPrinter(out, shell ? netns : "");
        text.printNotes(context.config().notes());
        if (context.config().skipCall()) {
            text.printNotes(List.of("nothing to do: skip_call is true"));
            return new DryRun(false, false);
        }
        try (CallKernel kernel = CallKernel.openPod(netns, NamespaceSource.byPath())) {
            CallContext complete = recorded.apply(context);
            CallPlan plan = new CallPlanner(kernel, CallStopwatch.start()).planDryRun(complete);
            boolean fails = text.print(plan, complete.effects());
            return new DryRun(fails, !plan.changes().isEmpty());
        }
    }
}
