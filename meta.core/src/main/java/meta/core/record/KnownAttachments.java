package meta.core.record;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Lists the attachments of a node: those with a readable attachment record, and others in the cache of the container runtime. */
public record KnownAttachments(AttachmentRecords records, ResultCache cache) {

    /** Where the inputs of an attachment are from. */
    public enum Source {
        /** The attachment record. */
        RECORD,
        /** The cache of the container runtime. */
        RESULT_CACHE
    }

    /**
     * An attachment with its record.
     *
     * @param record the attachment record; built from the cache if the source is {@link Source#RESULT_CACHE}
     */
    public record Known(AttachmentRecord record, Source source) {}

    /**
     * The attachments that were found.
     *
     * @param attachments the attachments with a record, and then the others
     * @param problems the problems of {@link AttachmentRecords#list}
     */
    public record Listing(List<Known> attachments, List<String> problems) {
        public Listing {
            attachments = List.copyOf(attachments);
            problems = List.copyOf(problems);
        }
    }

    /**
     * {@return the attachments of this node: those with a readable record of this node, and those from {@link ResultCache#list} without a
     * readable record of any node}
     *
     * @param types the plugin types of the attachments to find in the cache
     * @param host the identity of the node's network namespace, see {@link meta.netlink.netns.NetworkNamespace#identity}
     */
    public Listing list(Set<String> types, String host) {
        List<Known> known = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        AttachmentRecords.Listing recorded = records.list();
        for (AttachmentRecord record : recorded.records()) {
            keys.add(record.key());
            if (record.host().equals(host)) {
                known.add(new Known(record, Source.RECORD));
            }
        }
        for (AttachmentRecord record : cache.list(types, host)) {
            if (keys.add(record.key())) {
                known.add(new Known(record, Source.RESULT_CACHE));
            }
        }
        return new Listing(known, recorded.problems());
    }
}
