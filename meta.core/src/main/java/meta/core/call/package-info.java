/**
 * What a runtime can ask for, one class each: {@link meta.core.call.Add}, {@link meta.core.call.Check}, {@link meta.core.call.Del}.
 *
 * <p>All of them look at the same thing first: a {@link meta.core.call.CallContext} and the kernel give an {@link meta.core.call.CallPlan}:
 * what is, what should be, and the changes between. ADD makes the changes, CHECK fails when there are any, the dry run prints them. DEL
 * plans from what carries our mark instead.
 */
@NullMarked
package meta.core.call;

import org.jspecify.annotations.NullMarked;
