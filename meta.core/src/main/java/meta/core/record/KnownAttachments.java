package meta.core.record;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The attachments of a node, from their records and from the cache of the container runtime. */
public record KnownAttachments(AttachmentRecords records, ResultCache cache) {

    public enum Source {
        RECORD,
        /** The cache of the runtime, because the attachment has no record. */
        RESULT_CACHE
    }

    public record Known(AttachmentRecord record, Source source) {}

    /**
     * The attachments that were found.
     *
     * @param attachments those with a record first
     */
    public record Listing(List<Known> attachments, List<String> problems) {
        public Listing {
            attachments = List.copyOf(attachments);
            problems = List.copyOf(problems);
        }
    }

    /**
     * {@return the attachments with a record of this node, and those in the cache that have no readable record at all}
     *
     * @param types the plugin types to search for in the cache
     * @param host the identity of the node's network namespace
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
