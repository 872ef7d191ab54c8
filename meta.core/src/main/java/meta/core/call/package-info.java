/**
 * A CNI call, from its request to its answer.
 *
 * <p>Start at {@link meta.core.call.CniCall}: it reads the request, opens the log, carries the request out and turns an exception into a
 * failure. The process that makes the call passes in {@link meta.core.call.CallServices} and a {@link meta.core.call.CallClock}.
 *
 * <p>ADD, CHECK and the dry run have the same inputs, a {@link meta.core.call.CallContext}, and start from the same
 * {@link meta.core.call.CallPlan}, which only {@link meta.core.call.CallPlanner} makes: the current state, the planned state, and the changes
 * between them. ADD applies the changes, CHECK fails if there are any, the dry run prints them. DEL and GC compute their changes from the
 * marks of existing objects instead.
 */
@NullMarked
package meta.core.call;

import org.jspecify.annotations.NullMarked;
