/**
 * The records of attachments: the inputs of each ADD, and the objects that it has created on the host.
 *
 * <p>{@link meta.core.record.AttachmentRecords} stores the records, {@link meta.core.record.ResultCache} rebuilds a missing one from the cache of
 * the container runtime, and {@link meta.core.record.KnownAttachments} joins the two. The records are a cache: ADD, CHECK, DEL and GC work
 * without them.
 */
@NullMarked
package meta.core.record;

import org.jspecify.annotations.NullMarked;
