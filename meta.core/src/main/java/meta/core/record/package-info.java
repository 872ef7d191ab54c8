/**
 * The records of attachments: the inputs of each ADD, the objects that it has created on the host, and its effects.
 *
 * <p>{@link meta.core.record.AttachmentRecords} stores the records, {@link meta.core.record.ResultCache} rebuilds missing records from the cache of
 * the container runtime, and {@link meta.core.record.KnownAttachments} lists the attachments of both. ADD, CHECK, DEL and GC also work without
 * records. But without its record, an attachment is not repaired, and a DEL finds neither its effects nor the host objects of third-party steps.
 */
@NullMarked
package meta.core.record;

import org.jspecify.annotations.NullMarked;
