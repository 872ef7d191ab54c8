/** What {@code metactl} shows about attachments and does with them, without the agent. Start at {@link meta.launcher.pods.NodeAttachments}. */
@NullMarked
package meta.launcher.pods;

import org.jspecify.annotations.NullMarked;
