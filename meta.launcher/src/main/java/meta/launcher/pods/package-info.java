/**
 * Lists, compares and repairs the attachments of a node for {@code metactl}, without the agent. An attachment is one NIC of one pod in one
 * network. Start at {@link meta.launcher.pods.NodeAttachments}.
 */
@NullMarked
package meta.launcher.pods;

import org.jspecify.annotations.NullMarked;
