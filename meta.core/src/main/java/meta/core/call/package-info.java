/**
 * A CNI call, from its request to its answer.
 *
 * <p>Start at {@link meta.core.call.CniCall}. ADD, CHECK, the dry run and the repair have the same inputs, a {@link meta.core.call.CallContext}, and
 * start from a {@link meta.core.call.CallPlan}: the current state, the planned state, and the changes between them. DEL and GC compute their changes
 * from the marks of existing objects and from records.
 *
 * <p>{@link meta.core.call.RepairCall} and {@link meta.core.call.OrphanRemovalCall} have no request of a runtime: their input is the record of an attachment.
 */
@NullMarked
package meta.core.call;

import org.jspecify.annotations.NullMarked;
