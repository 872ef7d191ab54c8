package meta.launcher.pods;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import meta.core.call.CallClock;
import meta.core.call.CallServices;
import meta.core.call.DryRun;
import meta.core.call.RepairCall;
import meta.core.call.RepairResult;
import meta.core.cni.CallFailedException;
import meta.core.keep.OrphanSweep;
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
 * The attachments of the node, and what commands do with them. The calling thread must be in the node's network namespace.
 *
 * @param readOnly the services of plans, which change nothing
 * @param repairing the services of repairs and removals
 * @param known those with a record first
 * @param problems a line for each file that should be a record and cannot be read as one
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
     * @param environment the environment variables, which can contain step folders
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

    /** {@return the attachments of the pod that a text denotes, as {@link PodSelector} describes it, or the pods that the user can choose} */
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

    /** {@return the attachment with its present state} Waits while a call for the pod runs. */
    public ShownAttachment look(Known attachment) {
        AttachmentRecord record = attachment.record();
        return new ShownAttachment(attachment, AttachmentState.of(record, planned(record)));
    }

    /** {@return the result of planning a repair} Plans nothing while an ADD or DEL has not ended, because the plan would wait for it. */
    private RepairResult planned(AttachmentRecord record) {
        if (record.progress() != Progress.COMPLETE) {
            return record.namespace().isThere() ? new RepairResult.NotConnected() : new RepairResult.NamespaceGone();
        }
        return new RepairCall(readOnly).plan(record, CallClock.start());
    }

    /**
     * {@return what an ADD of the attachment would do now}
     *
     * @param shell whether the plan is printed as commands for a shell of the node
     * @throws CallFailedException if the ADD cannot be planned
     */
    public DryRun plan(AttachmentRecord record, boolean shell, Consumer<String> out) {
        return DryRun.of(record, readOnly, shell, out);
    }

    /**
     * {@return the result of a repair, which may be a failure} If something changed, the record counts the repair, and the agent no longer
     * leaves the attachment alone.
     */
    public RepairResult repair(Known attachment) {
        AttachmentRecord record = attachment.record();
        RepairHistory after = new RepairHistory(record.history().repairs() + 1, false, CAUSE);
        return new RepairCall(repairing).repair(record, after, CallClock.start());
    }

    public OrphanSweep orphans() {
        return new OrphanSweep(repairing);
    }

    /** {@return whether no ADD has replaced the record and no DEL has removed it since it was read} */
    public boolean isCurrent(AttachmentRecord record) {
        return repairing
                .records()
                .find(record.key())
                .filter(now -> now.pod().equals(record.pod()) && now.time().equals(record.time()))
                .isPresent();
    }

    /** {@return the records, without those that are known only from the cache of a runtime} */
    public List<AttachmentRecord> records() {
        return known.stream()
                .filter(each -> each.source() == KnownAttachments.Source.RECORD)
                .map(Known::record)
                .toList();
    }
}
