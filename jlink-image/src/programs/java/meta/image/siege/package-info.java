/**
 * {@code ./meta siege}: hostile pods, hosts and clients attack one agent, which serves other pods meanwhile. {@link meta.image.siege.Siege}
 * is the program, each {@link meta.image.siege.Attack} is one kind of attack, and {@link meta.image.siege.Bystander} is a pod whose calls
 * must be answered correctly during the attacks.
 */
@NullMarked
package meta.image.siege;

import org.jspecify.annotations.NullMarked;
