/**
 * The records of attachments: the inputs of each ADD, the objects that it has created on the host, and its effects.
 *
 * <p>{@link meta.core.record.AttachmentRecords} stores the records, {@link meta.core.record.ResultCache} rebuilds a missing one from the cache of the
 * container runtime, and {@link meta.core.record.KnownAttachments} joins the two. ADD, CHECK, DEL and GC also work without records. But without its
 * record, an attachment is not repaired, and a DEL does not find the host objects and effects of third-party steps.
 */
@NullMarked
package meta.core.record;

import org.jspecify.annotations.NullMarked;
