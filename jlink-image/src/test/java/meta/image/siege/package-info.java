/**
 * {@code ./meta siege}: hostile pods, hosts and clients against one agent, while other pods' calls go on. {@link meta.image.siege.Siege} is
 * the program, each {@link meta.image.siege.Attack} is one kind of hostility, and {@link meta.image.siege.Innocent} is a pod whose calls
 * must be answered correctly all the same.
 */
@NullMarked
package meta.image.siege;

import org.jspecify.annotations.NullMarked;
