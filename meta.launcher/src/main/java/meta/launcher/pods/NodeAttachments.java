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
 * The attachments of a node, for {@code metactl}. The calling thread must be in the node's network namespace.
 *
 * @param readOnly the services for planning
 * @param repairing the services for repairs and removals
 * @param known the attachments
 * @param problems as in {@link KnownAttachments.Listing}
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
     * @param environment the environment variables
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

    /** {@return the result of selecting a pod by a text from the user, see {@link PodSelector}} */
    public PodSelector.Choice choose(String pod) {
        return new PodSelector(pod, namespaces(pod)).of(known);
    }

    /** {@return the identities of the network namespaces that a text denotes} */
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
     * {@return the attachment with its present state} May wait for another call for the same pod.
     *
     * @throws meta.netlink.netns.StrandedException if the thread cannot return from the pod's network namespace; the thread must end
     */
    public ShownAttachment look(Known attachment) {
        AttachmentRecord record = attachment.record();
        return new ShownAttachment(attachment, AttachmentState.of(record, planned(record)));
    }

    /**
     * {@return the result of planning a repair} For an unfinished attachment, nothing is planned, because planning could wait for its call.
     */
    private RepairResult planned(AttachmentRecord record) {
        if (record.progress() != Progress.COMPLETE) {
            return record.namespace().isThere() ? new RepairResult.NotConnected() : new RepairResult.NamespaceGone();
        }
        return new RepairCall(readOnly).plan(record, CallStopwatch.start());
    }

    /** {@return the result of {@link DryRun#of(AttachmentRecord, CallServices, boolean, Consumer)}, whose exceptions pass through} */
    public DryRun plan(AttachmentRecord record, boolean shell, Consumer<String> out) {
        return DryRun.of(record, readOnly, shell, out);
    }

    /**
     * Repairs an attachment. May wait for another call for the same pod. If the attachment has a record, a repair that changes something
     * clears {@link RepairHistory#leftAlone} in it.
     *
     * @return the result, which may be a failure
     * @throws meta.netlink.netns.StrandedException if the thread cannot return from the pod's network namespace; the thread must end
     */
    public RepairResult repair(Known attachment) {
        AttachmentRecord record = attachment.record();
        RepairHistory after = new RepairHistory(record.history().repairs() + 1, false, CAUSE);
        return new RepairCall(repairing).repair(record, after, CallStopwatch.start());
    }

    /** {@return the removal of orphans; nothing is removed yet} */
    public CommandOrphanRemoval orphans() {
        return new CommandOrphanRemoval(repairing);
    }

    /** {@return whether the attachment has a record of the same ADD as {@code record}} */
    public boolean isCurrent(AttachmentRecord record) {
        return repairing
                .records()
                .find(record.key())
                .filter(now -> now.pod().equals(record.pod()) && now.time().equals(record.time()))
                .isPresent();
    }

    /** {@return the records of the attachments that have one} */
    public List<AttachmentRecord> records() {
        return known.stream()
                .filter(each -> each.source() == KnownAttachments.Source.RECORD)
                .map(Known::record)
                .toList();
    }
}
