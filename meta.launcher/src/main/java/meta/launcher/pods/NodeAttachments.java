package meta.launcher.pods;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import meta.core.call.CallServices;
import meta.core.call.CallStopwatch;
import meta.core.call.DryRun;
import meta.core.call.RepairCall;
import meta.core.call.RepairResult;
import meta.core.cni.CallFailedException;
import meta.core.keep.CommandOrphanRemoval;
import meta.core.plugin.Catalog;
import meta.core.plugin.TimeBudget;
import meta.core.record.AttachmentRecord;
import meta.core.record.AttachmentRecord.Progress;
import meta.core.record.AttachmentRecord.RepairHistory;
import meta.core.record.KnownAttachments;
import meta.core.record.KnownAttachments.Known;
import meta.core.record.PodNamespace;
import meta.core.record.ResultCache;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NetworkNamespace;
import meta.spi.PluginType;

/**
 * Lists, compares, plans, repairs and removes the attachments of a node. The calling thread must be in the node's network namespace.
 *
 * @param readOnly the services for planning, which change nothing
 * @param repairing the services for repairs, and for the removal of attachments
 * @param known the attachments; those with a record come before those that only the runtime's result cache contains
 * @param problems a line for each file in the folder of the records that cannot be used as a record, and for a folder that cannot be read
 */
public record NodeAttachments(CallServices readOnly, CallServices repairing, List<Known> known, List<String> problems) {
    private static final String CAUSE = "metactl repair";

    public NodeAttachments {
        known = List.copyOf(known);
        problems = List.copyOf(problems);
    }

    /**
     * {@return the attachments of the node}
     *
     * @param environment the environment variables; {@code META_PLUGINS_STEPS} can contain the folders of third-party steps
     * @throws NamespaceException if the network namespace of the calling thread cannot be opened
     */
    public static NodeAttachments find(CallServices readOnly, CallServices repairing, Map<String, String> environment)
            throws NamespaceException {
        Catalog catalog = readOnly.steps().catalog(environment, TimeBudget.DEFAULT_LIMIT);
        Set<String> types = catalog.types().stream().map(PluginType::name).collect(Collectors.toSet());
        var all = new KnownAttachments(readOnly.records(), new ResultCache(ResultCache.DEFAULT));
        try (NetworkNamespace node = NetworkNamespace.current()) {
            KnownAttachments.Listing listing = all.list(types, node.identity());
            return new NodeAttachments(readOnly, repairing, listing.attachments(), listing.problems());
        }
    }

    /**
     * {@return the attachments of the pod that a text denotes; if it does not denote exactly one, the pods from which the user can choose}
     *
     * @param pod a text as {@link PodSelector} describes it
     */
    public PodSelector.Choice choose(String pod) {
        return new PodSelector(pod, namespaces(pod)).of(known);
    }

    /** {@return the identities of the network namespaces that a text denotes as a path, a name of {@code ip netns}, or a process id} */
    private static Set<String> namespaces(String text) {
        List<String> paths = new ArrayList<>();
        if (text.startsWith("/") || text.startsWith(".")) {
            paths.add(text);
        } else if (!text.isEmpty() && !text.contains("/")) {
            paths.add("/run/netns/" + text);
            if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                paths.add("/proc/" + text + "/ns/net");
            }
        }
        Set<String> namespaces = new HashSet<>();
        paths.forEach(path -> PodNamespace.at(path).map(PodNamespace::identity).ifPresent(namespaces::add));
        return namespaces;
    }

    /**
     * {@return the attachment with its present state} May wait for the end of another call for the same pod. If that call does not end in
     * time, the state is {@link AttachmentState.Unknown}.
     *
     * @throws meta.netlink.netns.StrandedException if the thread could not return from the pod's network namespace; the thread must end
     */
    public ShownAttachment look(Known attachment) {
        AttachmentRecord record = attachment.record();
        return new ShownAttachment(attachment, AttachmentState.of(record, planned(record)));
    }

    /**
     * {@return the result of planning a repair} If the last ADD of the attachment has not succeeded, or a DEL has begun, nothing is planned,
     * because planning could wait for this call.
     */
    private RepairResult planned(AttachmentRecord record) {
        if (record.progress() != Progress.COMPLETE) {
            return record.namespace().isThere() ? new RepairResult.NotConnected() : new RepairResult.NamespaceGone();
        }
        return new RepairCall(readOnly).plan(record, CallStopwatch.start());
    }

    /**
     * {@return the result of planning the ADD of the attachment again} Changes nothing. Waits up to 30 seconds for another call for the
     * same pod.
     *
     * @param shell whether the plan is printed as commands that can be pasted into a shell of the node
     * @param out receives each line of the plan
     * @throws CallFailedException if the recorded inputs are invalid, the ADD cannot be planned, or the other call does not end in time
     * @throws meta.netlink.socket.NetlinkException if the thread cannot enter the pod's network namespace, or a request to the kernel fails
     * @throws meta.netlink.message.MalformedMessageException if a reply of the kernel cannot be decoded
     * @throws meta.netlink.netns.StrandedException if the thread could not return from the pod's network namespace; the thread must end
     */
    public DryRun plan(AttachmentRecord record, boolean shell, Consumer<String> out) {
        return DryRun.of(record, readOnly, shell, out);
    }

    /**
     * Repairs an attachment. Waits up to 30 seconds while another call for the pod runs. If the repair changes something, the attachment's
     * record, if there is one, counts the repair. The agent then repairs the attachment again, even if it had given up.
     *
     * @return the result, which may be a failure
     * @throws meta.netlink.netns.StrandedException if the thread could not return from the pod's network namespace; the thread must end
     */
    public RepairResult repair(Known attachment) {
        AttachmentRecord record = attachment.record();
        RepairHistory after = new RepairHistory(record.history().repairs() + 1, false, CAUSE);
        return new RepairCall(repairing).repair(record, after, CallStopwatch.start());
    }

    /** {@return the removal of attachments whose network namespace no longer exists; nothing is removed yet} */
    public CommandOrphanRemoval orphans() {
        return new CommandOrphanRemoval(repairing);
    }

    /**
     * {@return whether the present record is from the same ADD as {@code record}} False if a later ADD has replaced the record, if a DEL
     * has removed it, or if the attachment never had a record.
     */
    public boolean isCurrent(AttachmentRecord record) {
        return repairing
                .records()
                .find(record.key())
                .filter(now -> now.pod().equals(record.pod()) && now.time().equals(record.time()))
                .isPresent();
    }

    /** {@return the records of this node} Attachments that only the runtime's result cache contains have no record and are not included. */
    public List<AttachmentRecord> records() {
        return known.stream()
                .filter(each -> each.source() == KnownAttachments.Source.RECORD)
                .map(Known::record)
                .toList();
    }
}
