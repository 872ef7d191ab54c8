/**
 * Stores the attachment records: what the node must know about an attachment after its ADD. {@link meta.core.record.KnownAttachments} also
 * finds attachments without a record, in the cache of the container runtime.
 */
@NullMarked
package meta.core.record;

import org.jspecify.annotations.NullMarked;
