/**
 * Stores what the node must know about each attachment after its ADD: the inputs of the ADD, the attachment's objects in the node's network
 * namespace, and its effects.
 *
 * <p>{@link meta.core.record.AttachmentRecords} stores the attachment records, {@link meta.core.record.ResultCache} rebuilds missing ones from the
 * cache of the container runtime, and {@link meta.core.record.KnownAttachments} lists both. Without the record of an attachment, a DEL finds neither
 * the attachment's effects nor the host objects of its third-party steps.
 */
@NullMarked
package meta.core.record;

import org.jspecify.annotations.NullMarked;
