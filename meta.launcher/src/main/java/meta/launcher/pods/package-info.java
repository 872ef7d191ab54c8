/**
 * What {@code metactl} shows about attachments and does with them. None of this needs the agent.
 *
 * <p>{@link meta.launcher.pods.NodeAttachments} finds the attachments of the node, and plans or repairs them. {@link
 * meta.launcher.pods.PodSelector} selects those of a pod. The other classes print them.
 */
@NullMarked
package meta.launcher.pods;

import org.jspecify.annotations.NullMarked;
