/** Lists, compares and repairs the attachments of a node, without the agent. Start at {@link meta.launcher.pods.NodeAttachments}. */
@NullMarked
package meta.launcher.pods;

import org.jspecify.annotations.NullMarked;
