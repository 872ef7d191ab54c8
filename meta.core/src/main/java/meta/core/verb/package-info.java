/**
 * What a runtime can ask for, one class each: {@link meta.core.verb.Add}, {@link meta.core.verb.Check}, {@link meta.core.verb.Del}.
 *
 * <p>All of them look at the same thing first: a {@link meta.core.verb.Task} and the kernel give an {@link meta.core.verb.Outlook}:
 * what is, what should be, and the changes between. ADD makes the changes, CHECK fails when there are any, the dry run prints them. DEL
 * plans from what carries our mark instead.
 */
@NullMarked
package meta.core.verb;

import org.jspecify.annotations.NullMarked;
