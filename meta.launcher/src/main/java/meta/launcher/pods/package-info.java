/**
 * The views and operations of {@code metactl} on attachments, without the agent.
 *
 * <p>{@link meta.launcher.pods.NodeAttachments} finds the attachments of the node and plans or repairs them, {@link meta.launcher.pods.PodSelector}
 * finds those that the user has named, and the other classes print them.
 */
@NullMarked
package meta.launcher.pods;

import org.jspecify.annotations.NullMarked;
