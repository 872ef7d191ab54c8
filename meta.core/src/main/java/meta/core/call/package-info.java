/**
 * A CNI call, from its request to its answer.
 *
 * <p>Start at {@link meta.core.call.CniCall}: it reads the request, opens the log, carries the request out and turns an exception into a failure. The
 * process that makes the call passes in {@link meta.core.call.CallServices} and a {@link meta.core.call.CallClock}.
 *
 * <p>ADD, CHECK, the dry run and the repair have the same inputs, a {@link meta.core.call.CallContext}, and start from the same
 * {@link meta.core.call.CallPlan}, which only {@link meta.core.call.CallPlanner} makes: the current state, the planned state, and the changes between
 * them. ADD applies the changes, CHECK fails if there are any that matter, and the dry run prints them. DEL and GC compute their changes from the
 * marks of existing objects and from the records of attachments instead.
 *
 * <p>{@link meta.core.call.RepairCall} and {@link meta.core.call.SweepCall} are calls without a request of the runtime: their input is the record of
 * an attachment, which they repair or remove from the node.
 */
@NullMarked
package meta.core.call;

import org.jspecify.annotations.NullMarked;
