/**
 * Carries out CNI calls, from the request to the answer.
 *
 * <p>Start at {@link meta.core.call.CniCall}. ADD, CHECK, the dry run and the repair turn a {@link meta.core.call.CallContext} into a
 * {@link meta.core.call.CallPlan}: the current state, the planned state, and the changes from one to the other.
 *
 * <p>{@link meta.core.call.RepairCall} and {@link meta.core.call.OrphanRemovalCall} carry out calls that no runtime has requested.
 */
@NullMarked
package meta.core.call;

import org.jspecify.annotations.NullMarked;
