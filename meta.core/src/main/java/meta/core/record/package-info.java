/**
 * The records of attachments: the inputs of each ADD, its objects on the host, and its effects.
 *
 * <p>{@link meta.core.record.AttachmentRecords} stores the records, {@link meta.core.record.ResultCache} rebuilds missing records from the cache of
 * the container runtime, and {@link meta.core.record.KnownAttachments} lists both. Without its record, a DEL does not find the effects of an
 * attachment and the host objects of its third-party steps.
 */
@NullMarked
package meta.core.record;

import org.jspecify.annotations.NullMarked;
