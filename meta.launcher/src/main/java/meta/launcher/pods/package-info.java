/**
 * What {@code metactl} shows of attachments and does with them, without the agent.
 *
 * <p>{@link meta.launcher.pods.NodeAttachments} finds the attachments of the node and plans or repairs them,
 * {@link meta.launcher.pods.PodSelector} chooses those that a person means, and the other classes turn them into text.
 */
@NullMarked
package meta.launcher.pods;

import org.jspecify.annotations.NullMarked;
