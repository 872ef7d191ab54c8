/**
 * {@code ./meta siege}: hostile pods, hosts and clients attack an agent while it serves other pods. {@link meta.image.siege.Siege} is the
 * program, an {@link meta.image.siege.Attack} is one kind of attack, and a {@link meta.image.siege.Bystander} is a pod whose calls must be
 * answered correctly.
 */
@NullMarked
package meta.image.siege;

import org.jspecify.annotations.NullMarked;
