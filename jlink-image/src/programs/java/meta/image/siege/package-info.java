/**
 * {@code ./meta siege}: hostile pods, hosts and clients attack an agent while it serves other pods. {@link meta.image.siege.Siege} is the
 * program, and each {@link meta.image.siege.Attack} is one kind of attack. A {@link meta.image.siege.BystanderPod} makes calls for one of the
 * other pods and checks that each answer is correct.
 */
@NullMarked
package meta.image.siege;

import org.jspecify.annotations.NullMarked;
